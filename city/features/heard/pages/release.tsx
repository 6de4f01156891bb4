import type { ReactNode } from "react";
import { DefinitionList, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import type { ReleaseView } from "../heard-page.ts";
import { heardMessages } from "../messages.ts";
import type { District } from "../population.ts";
import { DimensionTable } from "./dimension-table.tsx";
import { Missing } from "./missing.tsx";

/** Who was heard, as it was told on one day: how many, who is missing, and each respect by itself. */
export function ReleaseParts({
  release,
  districts,
}: {
  readonly release: ReleaseView;
  readonly districts: readonly District[];
}): ReactNode {
  const { language, format, simulated } = useFrame();
  const t = heardMessages.t(language);
  const { population } = release;
  return (
    <>
      <DefinitionList
        items={[
          { term: t("release.until"), description: format.plainDate(release.until) },
          {
            term: t("release.participants"),
            description: t("release.participants-count", { count: release.participants }),
          },
          {
            term: t("release.compared"),
            description:
              population === null
                ? t("release.no-population")
                : t("release.population", {
                    persons: format.count(population.persons),
                    date: format.plainDate(population.asOf),
                    source: visibleText(population.source),
                    licence: visibleText(population.licence),
                  }),
          },
          {
            term: t("release.record"),
            description: (
              <>
                {t("release.entry", { entry: format.count(release.logEntry) })}{" "}
                <code className="hash">{release.sha256}</code>
              </>
            ),
          },
        ]}
      />
      {simulated ? <p>{t("release.simulated")}</p> : null}
      <Missing release={release} districts={districts} />
      {release.dimensions.map((view) => (
        <Section
          key={view.dimension}
          id={`by-${view.dimension}`}
          title={t(`by.${view.dimension}`)}
          lead={t(`by.${view.dimension}-lead`)}
        >
          <DimensionTable view={view} districts={districts} fewest={release.fewestPeople} />
        </Section>
      ))}
    </>
  );
}
