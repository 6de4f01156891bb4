import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, DataTable, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { screenMessages } from "../messages.ts";
import { SECONDS } from "../model.ts";
import type { ScreensPage } from "../staff-pages.ts";
import { Alive } from "./alive.tsx";
import { SettingsFields } from "./settings-fields.tsx";

export function loader({ context }: LoaderFunctionArgs): ScreensPage {
  return pageData<ScreensPage>(context);
}

export default function Screens(): ReactNode {
  const { screens, buildings, said, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = screenMessages.t(language);
  const shell = shellMessages.t(language);
  const silent = screens.filter(({ isSilent }) => isSilent).length;
  return (
    <>
      <title>{`${t("screens.title")} · Husting`}</title>
      <PageHeading title={t("screens.title")} lead={t("screens.lead")} />
      <Done words={{ removed: t("done.removed") }} />
      {silent === 0 ? null : (
        <Notice kind="warn" word={shell("notice.warn")} title={t("screens.silent-count", { count: silent })}>
          <p>{t("screens.silent-help")}</p>
        </Notice>
      )}
      <DataTable
        caption={t("screens.title")}
        captionHidden
        scrollLabel={shell("table.scroll", { caption: t("screens.title") })}
        columns={[
          {
            key: "place",
            header: t("screens.place"),
            cell: ({ id, place }) => <a href={address(`/staff/screens/${id}`)}>{place}</a>,
          },
          { key: "building", header: t("screens.building"), cell: ({ building }) => building[language] },
          {
            key: "address",
            header: t("screens.address"),
            cell: ({ code }) => <code>{`/screen/${code}`}</code>,
          },
          { key: "alive", header: t("screens.alive"), cell: (screen) => <Alive {...screen} /> },
        ]}
        rows={screens}
        rowKey={({ code }) => code}
        empty={t("screens.none")}
      />
      <p>{t("screens.alive-text")}</p>
      <Section id="new" title={t("screens.new")}>
        <form method="post" action={address("/staff/screens")} className="form">
          <FormField
            name="building"
            label={t("screens.building")}
            error={
              fault?.field === "building"
                ? {
                    word: shell("notice.error"),
                    text: t(`fault.${fault.code}`, { least: SECONDS.least, most: SECONDS.most }),
                  }
                : undefined
            }
            control={{
              kind: "select",
              options: buildings.map(({ slug, names }) => ({ value: slug, label: names[language] })),
              defaultValue: said.building,
            }}
          />
          <SettingsFields said={said} fault={fault} />
          <Button>{t("screen.make")}</Button>
        </form>
      </Section>
    </>
  );
}
