import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { peopleMessages } from "../messages.ts";
import type { MailboxPage } from "../people-pages.ts";

export function loader({ context }: LoaderFunctionArgs): MailboxPage {
  return pageData<MailboxPage>(context);
}

export default function Mailbox(): ReactNode {
  const { letters } = useLoaderData<typeof loader>();
  const { language, format } = useFrame();
  const t = peopleMessages.t(language);
  return (
    <>
      <title>{`${t("mailbox.title")} · Husting`}</title>
      <PageHeading title={t("mailbox.title")} lead={t("mailbox.lead")} />
      <DataTable
        caption={t("mailbox.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("mailbox.title") })}
        columns={[
          { key: "to", header: t("mailbox.to"), cell: (letter) => letter.to },
          {
            key: "letter",
            header: t("mailbox.letter"),
            cell: (letter) => (
              <details>
                <summary>
                  <strong>{letter.subject}</strong>
                </summary>
                <pre>{letter.body}</pre>
              </details>
            ),
          },
          {
            key: "when",
            header: t("mailbox.when"),
            cell: (letter) => format.date(letter.sentAtMs, "dateTime"),
          },
        ]}
        rows={letters}
        rowKey={(letter) => `${letter.sentAtMs} ${letter.to} ${letter.subject}`}
        empty={t("mailbox.none")}
      />
    </>
  );
}
