import type { ReactNode } from "react";
import { Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { overviewMessages } from "../messages.ts";
import type { OverviewPage } from "../overview-page.ts";

/** What this page cannot say: as much part of the account as the rest. */
export function Gaps({
  page: { figures, money, heard, notJudged },
}: {
  readonly page: OverviewPage;
}): ReactNode {
  const { language } = useFrame();
  const t = overviewMessages.t(language);
  const gaps: readonly (readonly [Parameters<typeof t>[0], number])[] = [
    ["gaps.unanswered", figures.promiseStates.unanswered],
    ["gaps.inconclusive", figures.outcomes.inconclusive ?? 0],
    ["gaps.people-not-asked", figures.outcomes["verified-people-not-asked"] ?? 0],
    ["gaps.not-judged", notJudged],
    ["gaps.no-cost", money.measuresWithout],
    ["gaps.not-heard", heard.filter(({ participants }) => participants === null).length],
    [
      "gaps.no-population",
      heard.filter(({ participants, missing }) => participants !== null && missing === null).length,
    ],
  ];
  const told = gaps.filter(([, count]) => count > 0);
  return (
    <Section id="gaps" title={t("gaps.title")}>
      <ul>
        {told.map(([key, count]) => (
          <li key={key}>{t(key, { count } as never)}</li>
        ))}
        <li>{t("gaps.price")}</li>
      </ul>
    </Section>
  );
}
