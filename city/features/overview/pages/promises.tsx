import type { ReactNode } from "react";
import { DataTable, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { PromiseState } from "../../decisions/index.ts";
import { PromiseLink } from "../../decisions/pages/easy.tsx";
import { promiseStateWord, promiseTone } from "../../decisions/words.ts";
import { overviewMessages } from "../messages.ts";
import type { OverviewPage } from "../overview-page.ts";

/** What was promised in the period and how it stands, what waits for an answer first. */
export function Promises({ page: { promises, figures } }: { readonly page: OverviewPage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = overviewMessages.t(language);
  const title = t("promises.title");
  const told = (Object.keys(figures.promiseStates) as PromiseState[]).filter(
    (state) => figures.promiseStates[state] > 0,
  );
  return (
    <Section
      id="promises"
      title={title}
      lead={
        told.length === 0
          ? t("promises.none")
          : format.list(
              told.map(
                (state) =>
                  `${promiseStateWord(language, state)} ${format.count(figures.promiseStates[state])}`,
              ),
            )
      }
    >
      {promises.length === 0 ? null : (
        <DataTable
          caption={title}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
          columns={[
            {
              key: "promise",
              header: t("promises.promise"),
              cell: (promise) => <PromiseLink promise={promise} />,
            },
            {
              key: "state",
              header: t("promises.state"),
              cell: ({ state }) => <Tag tone={promiseTone[state]}>{promiseStateWord(language, state)}</Tag>,
            },
            { key: "due", header: t("promises.due"), cell: ({ dueDate }) => format.plainDate(dueDate) },
            {
              key: "office",
              header: t("promises.office"),
              cell: ({ office, language: written }) => <span lang={htmlLanguage[written]}>{office}</span>,
            },
          ]}
          rows={promises}
          rowKey={({ id }) => String(id)}
        />
      )}
      <p>
        <a href={address("/promises")}>{t("promises.all", { count: figures.promises })}</a>
      </p>
    </Section>
  );
}
