import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import type { StaffPromisesPage } from "../staff-pages.ts";
import { StateTag } from "./promise-card.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffPromisesPage {
  return pageData<StaffPromisesPage>(context);
}

export default function PromiseDesk(): ReactNode {
  const { promises } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = decisionMessages.t(language);
  return (
    <>
      <title>{`${t("promise-desk.title")} · Husting`}</title>
      <PageHeading title={t("promise-desk.title")} lead={t("promise-desk.lead")} />
      <Section id="list" title={t("promises.title")}>
        <DataTable
          caption={t("promises.title")}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("promises.title") })}
          columns={[
            {
              key: "promise",
              header: t("col.promise"),
              cell: ({ id, text, language: written }) => (
                <a href={address(`/staff/promises/${id}`)} lang={htmlLanguage[written]}>
                  {text}
                </a>
              ),
            },
            { key: "state", header: t("col.state"), cell: (promise) => <StateTag promise={promise} /> },
            { key: "due", header: t("promise.due"), cell: ({ dueDate }) => format.plainDate(dueDate) },
            { key: "office", header: t("promise.office"), cell: ({ office }) => office },
          ]}
          rows={promises}
          rowKey={({ id }) => String(id)}
          empty={t("board.none")}
        />
      </Section>
    </>
  );
}
