import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DefinitionList,
  LinkButton,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { screenMessages } from "../messages.ts";
import type { ScreenPage } from "../staff-pages.ts";
import { Alive } from "./alive.tsx";
import { SettingsFields } from "./settings-fields.tsx";

export function loader({ context }: LoaderFunctionArgs): ScreenPage {
  return pageData<ScreenPage>(context);
}

export default function OneScreen(): ReactNode {
  const {
    screen,
    address: opened,
    seenAtMs,
    isSilent,
    hanging,
    said,
    fault,
  } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = screenMessages.t(language);
  const title = t("screen.title", { code: screen.code });
  const action = address(`/staff/screens/${screen.id}`);
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("screens.title"), href: address("/staff/screens") }, { label: title }]}
      />
      <PageHeading title={title} kicker={`${screen.building[language]} · ${screen.place}`} />
      <Done words={{ made: t("done.made"), saved: t("done.saved") }} />
      <DefinitionList
        items={[
          { term: t("screens.address"), description: <code>{opened}</code> },
          { term: t("screens.alive"), description: <Alive seenAtMs={seenAtMs} isSilent={isSilent} /> },
          { term: t("screen.hangs"), description: t("screen.hangs-count", { count: hanging }) },
        ]}
      />
      <p>
        <LinkButton href={`/screen/${screen.code}?hold=yes`}>{t("screen.look-at")}</LinkButton>
      </p>
      <Section id="device" title={t("screen.device")}>
        <ol>
          <li>{t("screen.device-1")}</li>
          <li>{t("screen.device-2", { address: opened })}</li>
          <li>{t("screen.device-3")}</li>
          <li>{t("screen.device-4")}</li>
        </ol>
      </Section>
      <Section id="settings" title={t("screen.settings")}>
        <form method="post" action={action} className="form">
          <SettingsFields said={said} fault={fault} />
          <Button name="do" value="save">
            {t("screen.save")}
          </Button>
        </form>
      </Section>
      <Section id="remove" title={t("screen.remove")}>
        <p>{t("screen.remove-text")}</p>
        <form method="post" action={action}>
          <Button variant="danger" name="do" value="remove">
            {t("screen.remove-do")}
          </Button>
        </form>
      </Section>
    </>
  );
}
