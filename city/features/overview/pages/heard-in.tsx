import type { ReactNode } from "react";
import { Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { groupName } from "../../heard/words.ts";
import { overviewMessages } from "../messages.ts";
import type { HeardLine, OverviewPage } from "../overview-page.ts";

/** Who took part, and who is clearly missing. */
export function HeardIn({ page: { heard, districts } }: { readonly page: OverviewPage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = overviewMessages.t(language);
  const missing = ({ missing: groups }: HeardLine): string => {
    if (groups === null) return t("heard.no-population");
    if (groups.length === 0) return t("heard.nobody-missing");
    const named = groups.map(({ dimension, ids }) =>
      format.list(ids.map((id) => groupName(language, dimension, id, districts))),
    );
    return t("heard.missing", { groups: format.list([...new Set(named)]) });
  };
  return (
    <Section id="heard" title={t("heard.title")} lead={t("heard.lead")}>
      {heard.length === 0 ? (
        <p>{t("heard.none")}</p>
      ) : (
        <ul className="work-list">
          {heard.map((line) => (
            <li key={line.slug}>
              <a href={address(`/heard/${line.slug}`)}>{line.names[language]}</a>
              <div>
                {line.participants === null
                  ? t("heard.not-told")
                  : `${t("heard.participants", { count: line.participants })} ${missing(line)}`}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
