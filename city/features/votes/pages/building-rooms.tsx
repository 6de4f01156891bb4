import { roomUses } from "@husting/indoor";
import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DefinitionList,
  FormField,
  LinkButton,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { FEWEST_USERS } from "../groups.ts";
import { voteMessages } from "../messages.ts";
import type { BuildingRoomsPage, RoomRow } from "../room-pages.ts";
import { codeText, roomUseWord } from "../words.ts";
import { Disclosure } from "./disclosure.tsx";

export function loader({ context }: LoaderFunctionArgs): BuildingRoomsPage {
  return pageData<BuildingRoomsPage>(context);
}

export default function BuildingRooms(): ReactNode {
  const { slug, names, rooms, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = voteMessages.t(language);
  const title = t("rooms.of", { building: names[language] });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("rooms.title"), href: address("/staff/rooms") }, { label: names[language] }]}
      />
      <PageHeading title={title} lead={t("rooms.of-lead")} />
      {rooms.length === 0 ? (
        <p>{t("rooms.none")}</p>
      ) : (
        <p>
          <LinkButton href={address(`/staff/posters/${slug}`)}>{t("posters.print")}</LinkButton>
        </p>
      )}
      <Disclosure />
      {rooms.map((room) => (
        <Room
          key={room.roomId}
          room={room}
          action={address(`/staff/rooms/${slug}`)}
          fault={fault?.roomId === room.roomId ? fault.fault : null}
        />
      ))}
    </>
  );
}

function Room({
  room,
  action,
  fault,
}: {
  readonly room: RoomRow;
  readonly action: string;
  readonly fault: NonNullable<BuildingRoomsPage["fault"]>["fault"] | null;
}): ReactNode {
  const { language } = useFrame();
  const t = voteMessages.t(language);
  const { roomId, names, code, regularUsers, zone, told, use, isUsual } = room;
  const error = (of: NonNullable<typeof fault>) =>
    fault === of ? { word: shellMessages.t(language)("notice.error"), text: t(`setting.${of}`) } : undefined;
  return (
    <Section id={`room-${roomId}`} title={names[language]}>
      <DefinitionList
        items={[
          {
            term: t("room.code"),
            description: <a href={`/v/${code}?language=${language}`}>{codeText(code)}</a>,
          },
          {
            term: t("room.told"),
            description: t(told.isLargeEnough ? `told.${told.kind}` : "told.not"),
          },
          {
            term: t("room.files"),
            description: (
              <>
                <a href={`/v/${code}/qr.svg`}>{t("file.qr")}</a> ·{" "}
                <a href={`/v/${code}/poster.svg`}>{t("file.svg")}</a> ·{" "}
                <a href={`/v/${code}/poster.pdf`}>{t("file.pdf")}</a>
              </>
            ),
          },
        ]}
      />
      <form method="post" action={action} className="form">
        <input type="hidden" name="room" value={roomId} />
        <FormField
          id={`use-${roomId}`}
          name="use"
          label={t("room.use")}
          hint={t(isUsual ? "room.use-usual" : "room.use-said")}
          error={error("use-unknown")}
          control={{
            kind: "select",
            options: roomUses.map((value) => ({ value, label: roomUseWord(language, value) })),
            defaultValue: use.use,
          }}
        />
        <FormField
          id={`sensitive-${roomId}`}
          name="sensitivePeople"
          label={t("room.sensitive")}
          hint={t("room.sensitive-hint")}
          control={{ kind: "checkbox", value: "yes", defaultChecked: use.sensitivePeople }}
        />
        <FormField
          id={`users-${roomId}`}
          name="regularUsers"
          label={t("room.users")}
          hint={t("room.users-hint")}
          error={error("users-not-a-number")}
          control={{
            kind: "input",
            inputMode: "numeric",
            width: "short",
            defaultValue: regularUsers === null ? "" : String(regularUsers),
          }}
        />
        <FormField
          id={`zone-${roomId}`}
          name="zone"
          label={t("room.zone")}
          hint={t("room.zone-hint", { fewest: FEWEST_USERS })}
          error={error("zone-not-usable")}
          control={{ kind: "input", width: "medium", maxLength: 40, defaultValue: zone ?? "" }}
        />
        <Button name="do" value="save">
          {t("room.save")}
        </Button>
      </form>
      <details>
        <summary>{t("room.replace")}</summary>
        <p>{t("room.replace-text")}</p>
        <form method="post" action={action}>
          <input type="hidden" name="room" value={roomId} />
          {use.use === "dwelling" && (
            <FormField
              id={`household-${roomId}`}
              name="household"
              label={t("room.household")}
              hint={t("room.household-hint")}
              control={{ kind: "checkbox", value: "new" }}
            />
          )}
          <Button variant="danger" name="do" value="replace">
            {t("room.replace-do", { room: names[language] })}
          </Button>
        </form>
      </details>
    </Section>
  );
}
