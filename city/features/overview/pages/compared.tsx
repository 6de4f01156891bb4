import type { ReactNode } from "react";
import { KeyFigure, KeyFigures } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { overviewMessages } from "../messages.ts";
import type { OverviewFigures, OverviewPage } from "../overview-page.ts";

const FIGURES: readonly {
  readonly key: "decisions" | "promises" | "answered" | "saved" | "proposals";
  readonly of: (figures: OverviewFigures) => number;
}[] = [
  { key: "decisions", of: ({ decisions }) => decisions },
  { key: "promises", of: ({ promises }) => promises },
  { key: "answered", of: ({ promiseStates: { kept, late } }) => kept + late },
  { key: "saved", of: ({ saved }) => saved },
  { key: "proposals", of: ({ proposals }) => proposals },
];

/** The period in five numbers, each beside what it was in the time before. */
export function Compared({
  page: { figures, figuresBefore, period },
}: {
  readonly page: OverviewPage;
}): ReactNode {
  const { language, format } = useFrame();
  const t = overviewMessages.t(language);
  return (
    <KeyFigures>
      {FIGURES.map(({ key, of }) => (
        <KeyFigure
          key={key}
          label={t(`figure.${key}`)}
          figure={{ value: format.count(of(figures)) }}
          note={
            figuresBefore === null
              ? t(`before-none.${period.kind}`)
              : t(`before.${period.kind}`, { count: format.count(of(figuresBefore)) })
          }
        />
      ))}
    </KeyFigures>
  );
}
