import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { EmptyState, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { overviewMessages } from "../messages.ts";
import type { OverviewPage } from "../overview-page.ts";
import { type Period, periodName } from "../period.ts";
import { Compared } from "./compared.tsx";
import { Gaps } from "./gaps.tsx";
import { HeardIn } from "./heard-in.tsx";
import { Money } from "./money.tsx";
import { Promises } from "./promises.tsx";
import { Verdicts } from "./verdicts.tsx";
import { Wanted } from "./wanted.tsx";

export function loader({ context }: LoaderFunctionArgs): OverviewPage {
  return pageData<OverviewPage>(context);
}

/** One year or term of a city, on two sheets of paper: what was promised, what came of it, what it cost, who was heard, what people want. */
export default function Overview(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { period, offered, figures, isUnderWay } = page;
  const { language, format, address, cityNames } = useFrame();
  const t = overviewMessages.t(language);
  const name = usePeriodText()(period);
  const nothing = figures.decisions + figures.promises + figures.verdicts + figures.proposals === 0;
  const choice = (one: Period): ReactNode => (
    <PeriodLink key={periodName(one)} one={one} isChosen={periodName(one) === periodName(period)} />
  );
  return (
    <div className="overview">
      <title>{`${t("title", { city: cityNames[language], period: name })} · Husting`}</title>
      <PageHeading
        title={t("title", { city: cityNames[language], period: name })}
        lead={t(isUnderWay ? "lead-so-far" : "lead", { today: format.plainDate(page.today) })}
      />
      <div className="screen-only">
        <nav className="jump" aria-label={t("periods")}>
          {offered.years.map(choice)}
          {offered.terms.map(choice)}
        </nav>
      </div>
      {nothing ? (
        <EmptyState title={t("nothing", { period: name })}>
          <p>{t("nothing-text")}</p>
        </EmptyState>
      ) : null}
      <Compared page={page} />
      <Promises page={page} />
      <Verdicts page={page} />
      <Money money={page.money} />
      <HeardIn page={page} />
      <Wanted page={page} />
      <Gaps page={page} />
      <p className="screen-only">
        <a href={address("/log")}>{t("verify")}</a>
      </p>
    </div>
  );
}

function PeriodLink({ one, isChosen }: { readonly one: Period; readonly isChosen: boolean }): ReactNode {
  const { address } = useFrame();
  const text = usePeriodText()(one);
  return (
    <a
      href={`${address("/overview")}?period=${encodeURIComponent(periodName(one))}`}
      aria-current={isChosen ? "page" : undefined}
    >
      {text}
    </a>
  );
}

/** A period in words: "2026", or "the term 15 October 2022 to 14 October 2026". */
export function usePeriodText(): (period: Period) => string {
  const { language, format } = useFrame();
  const t = overviewMessages.t(language);
  return ({ kind, fromDate, toDate }) =>
    kind === "year"
      ? fromDate.slice(0, 4)
      : t("term", { from: format.plainDate(fromDate), to: format.plainDate(toDate) });
}
