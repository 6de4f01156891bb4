import type { LogEntry } from "@husting/openness";
import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  type Column,
  DataTable,
  DefinitionList,
  PageHeading,
  Pagination,
  Prose,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { roleName } from "../../people/words.ts";
import type { LogPage } from "../log-page.ts";
import { logMessages } from "../messages.ts";
import { actName, factText } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): LogPage {
  return pageData<LogPage>(context);
}

const files = ["entries.ndjson", "heads.ndjson", "keys.json"] as const;
const fileKey = {
  "entries.ndjson": "file.entries",
  "heads.ndjson": "file.heads",
  "keys.json": "file.keys",
} as const;

/** From a page's first or last entry to the middle of the next. */
const HALF = 25;

export default function Log(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { head, entries, fingerprint } = page;
  const { language, format, address } = useFrame();
  const t = logMessages.t(language);
  const shell = shellMessages.t(language);
  const around = (entry: number): string => `${address(`/log?entry=${entry}`)}#entries`;
  const subject = (of: string): ReactNode => {
    const measure = of.startsWith("measure/") ? page.measures[of.slice("measure/".length)] : undefined;
    if (of.startsWith("decision/"))
      return (
        <a href={address(`/decisions/${of.slice("decision/".length)}`)}>
          <code>{of}</code>
        </a>
      );
    const proposal = /^proposal\/(\d+)$/.exec(of)?.[1];
    if (proposal !== undefined)
      return (
        <a href={address(`/proposals/${proposal}`)}>
          <code>{of}</code>
        </a>
      );
    if (of.startsWith("process/"))
      return (
        <a href={address(`/heard/${of.slice("process/".length)}`)}>
          <code>{of}</code>
        </a>
      );
    if (measure === undefined) return <code>{of}</code>;
    return <a href={address(`/buildings/${measure.building}`)}>{measure.titles[language]}</a>;
  };
  const [last, first] = [entries[0]?.sequence ?? 0, entries.at(-1)?.sequence ?? 0];
  const size = head?.size ?? 0;
  const columns: Column<LogEntry>[] = [
    {
      key: "sequence",
      header: t("sequence"),
      align: "number",
      cell: (entry) => (
        <span id={`entry-${entry.sequence}`}>
          {entry.sequence === page.asked ? (
            <mark>{format.count(entry.sequence)}</mark>
          ) : (
            format.count(entry.sequence)
          )}
        </span>
      ),
    },
    { key: "at", header: t("at"), cell: (entry) => format.date(Date.parse(entry.at), "dateTime") },
    { key: "act", header: t("act"), cell: (entry) => actName(language, entry.act) },
    { key: "role", header: t("role"), cell: (entry) => roleName(language, entry.actor.role) },
    { key: "subject", header: t("subject"), cell: (entry) => subject(entry.subject) },
    {
      key: "facts",
      header: t("facts"),
      cell: (entry) =>
        Object.entries(entry.facts).map((fact) => {
          const { name, value } = factText(language, format, page, fact);
          return (
            <div key={name}>
              {name}: {value}
            </div>
          );
        }),
    },
  ];
  return (
    <>
      <title>{`${t("title")} · Husting`}</title>
      <PageHeading title={t("title")} lead={t("lead")} />
      <Section id="check" title={t("check")}>
        <Prose>
          <p>{t("check-text")}</p>
          <pre>
            <code>npx husting verify-log URL</code>
          </pre>
          <ul>
            {files.map((file) => (
              <li key={file}>
                <a href={`/log/${file}`}>{t(fileKey[file])}</a> <code>/log/{file}</code>
              </li>
            ))}
          </ul>
        </Prose>
      </Section>
      {head === null ? null : (
        <Section id="head" title={t("head")}>
          <DefinitionList
            items={[
              { term: t("size"), description: format.count(head.size) },
              { term: t("signed"), description: format.date(Date.parse(head.at), "dateTime") },
              { term: t("root"), description: <code>{head.root}</code> },
              { term: t("fingerprint"), description: <code>{fingerprint}</code> },
            ]}
          />
        </Section>
      )}
      <Section id="entries" title={t(last < size ? "entries-older" : "entries", { first, last })}>
        <DataTable
          caption={t("entries")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("entries") })}
          columns={columns}
          rows={entries}
          rowKey={(entry) => String(entry.sequence)}
          empty={t("none")}
        />
        {entries.length === size ? null : (
          <Pagination
            label={shell("pagination.label")}
            position={t("entries-of", { first, last, size })}
            previous={last < size ? { href: around(last + HALF), label: t("newer") } : undefined}
            next={first > 1 ? { href: around(Math.max(1, first - HALF)), label: t("older") } : undefined}
          />
        )}
      </Section>
    </>
  );
}
