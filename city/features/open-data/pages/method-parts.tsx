import type { ReactNode } from "react";
import { DataTable, DefinitionList, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import type { DataPage } from "../data-page.ts";
import { openDataMessages } from "../messages.ts";

interface Of {
  readonly page: DataPage;
}

/** A citation to copy, and the same for programs; the log's head in it lets anybody ask for what was cited. */
export function Citation({ page: { cited } }: Of): ReactNode {
  const { language, format } = useFrame();
  const t = openDataMessages.t(language);
  const { city, title, date, softwareVersion, head, url } = cited;
  const common = { city: city.name, year: date.slice(0, 4), title, software: softwareVersion, url };
  return (
    <Section id="cite" title={t("cite.title")} lead={t("cite.lead")}>
      <blockquote className="quote">
        {head === null
          ? t("cite.text-empty", { ...common, date: format.plainDate(date) })
          : t("cite.text", { ...common, date: format.plainDate(date), size: head.size, root: head.root })}
      </blockquote>
      <p>
        <a href={`/data/citation.json?language=${language}`} type="application/vnd.citationstyles.csl+json">
          CSL-JSON
        </a>
        {" · "}
        <a href={`/data/citation.bib?language=${language}`} type="application/x-bibtex">
          BibTeX
        </a>
      </p>
      {head === null ? null : (
        <p>
          {t("cite.verify", { size: head.size })} <a href="/log/heads.ndjson">/log/heads.ndjson</a>
        </p>
      )}
    </Section>
  );
}

/** Which methods, in which versions, with which parameters. */
export function Methods({ page: { methods, software } }: Of): ReactNode {
  const { language, format, address } = useFrame();
  const t = openDataMessages.t(language);
  const title = t("methods.verdicts");
  const packages = Object.entries(software.packages);
  return (
    <Section id="methods" title={t("methods.title")} lead={t("methods.lead")}>
      <p>
        <a href={address("/method")}>{t("methods.page")}</a>
      </p>
      <DefinitionList
        items={[
          { term: "Husting", description: software.version },
          {
            term: t("methods.packages"),
            description: packages.map(([name, version]) => `${name} ${version}`).join(", "),
          },
          { term: t("methods.results"), description: methods.results },
          { term: t("methods.climate"), description: methods.climate },
          { term: t("methods.limits"), description: methods.limits },
          {
            term: t("methods.factors"),
            description: Object.entries(methods.factors)
              .map(([carrier, id]) => `${carrierName(language, carrier)}: ${id ?? t("methods.no-factor")}`)
              .join(" · "),
          },
        ]}
      />
      {methods.verdicts.length === 0 ? (
        <p>{t("methods.none")}</p>
      ) : (
        <Section id="methods-verdicts" level={3} title={title}>
          <DataTable
            caption={title}
            captionHidden
            scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
            columns={[
              { key: "method", header: t("methods.method"), cell: ({ method }) => method },
              { key: "version", header: t("methods.version"), cell: ({ methodVersion }) => methodVersion },
              {
                key: "calibrations",
                header: t("methods.calibrations"),
                cell: ({ calibrations }) =>
                  calibrations.length === 0 ? t("methods.no-calibration") : calibrations.join(", "),
              },
              {
                key: "least",
                header: t("methods.least"),
                align: "number",
                cell: ({ leastWorthwhileSavingShare }) => format.percent(leastWorthwhileSavingShare, 1),
              },
              {
                key: "rooms",
                header: t("methods.rooms-margin"),
                align: "number",
                cell: ({ roomsMarginPoints }) => format.number(roomsMarginPoints),
              },
              {
                key: "people",
                header: t("methods.people-margin"),
                align: "number",
                cell: ({ peopleMarginPoints }) => format.number(peopleMarginPoints),
              },
              {
                key: "verdicts",
                header: t("methods.count"),
                align: "number",
                cell: ({ verdicts }) => format.count(verdicts),
              },
            ]}
            rows={methods.verdicts}
            rowKey={(row) => JSON.stringify(row)}
          />
        </Section>
      )}
    </Section>
  );
}

/** The commands that give a figure again. */
export function Reproduce({ page: { baseUrl, example } }: Of): ReactNode {
  const { language } = useFrame();
  const t = openDataMessages.t(language);
  const commands: readonly (readonly [text: string, command: string])[] = [
    [t("reproduce.verify"), `npx husting verify-log ${baseUrl}`],
    ...(example === null
      ? []
      : [
          [t("reproduce.fetch"), `curl -o ${example.file} ${baseUrl}${example.path}`] as const,
          [t("reproduce.explain"), `npx husting explain ${example.file} --data DIR`] as const,
        ]),
    [t("reproduce.savings"), "npx husting savings --help"],
  ];
  return (
    <Section id="reproduce" title={t("reproduce.title")} lead={t("reproduce.lead")}>
      <dl>
        {commands.map(([text, command]) => (
          <div key={command}>
            <dt>{text}</dt>
            <dd>
              <pre className="bytes">
                <code>{command}</code>
              </pre>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
