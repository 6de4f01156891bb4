import type { ReactNode } from "react";
import { Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { ReleaseView } from "../heard-page.ts";
import { heardMessages } from "../messages.ts";
import type { District } from "../population.ts";
import { groupName } from "../words.ts";

/** Names who is clearly missing, and what could be done. */
export function Missing({
  release: { missing, population },
  districts,
}: {
  readonly release: Pick<ReleaseView, "missing" | "population">;
  readonly districts: readonly District[];
}): ReactNode {
  const { language, format } = useFrame();
  const t = heardMessages.t(language);
  if (population === null) return null;
  return (
    <Section
      id="missing"
      title={t("missing.title")}
      lead={t(missing.length === 0 ? "missing.nobody" : "missing.lead")}
    >
      {missing.map(({ dimension, ids, heard, atMost, expected, measures }) => (
        <article key={`${dimension} ${ids.join(" ")}`} className="prose">
          <h3>{format.list(ids.map((id) => groupName(language, dimension, id, districts)))}</h3>
          <p>
            {t(heard === null ? "missing.at-most" : "missing.heard", {
              heard: heard ?? atMost,
              expected: format.count(Math.round(expected)),
            })}
          </p>
          <p>{t("missing.could")}</p>
          <ul>
            {measures.map((measure) => (
              <li key={measure}>{t(`measure.${measure}`)}</li>
            ))}
          </ul>
        </article>
      ))}
    </Section>
  );
}
