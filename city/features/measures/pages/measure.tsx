import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  DataTable,
  DefinitionList,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { energiesAlike } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import { CarbonOfMeasure } from "../../carbon/pages/measure-carbon.tsx";
import { DecidedAbout } from "../../decisions/pages/decided-about.tsx";
import { Title } from "../../proposals/pages/proposal-list.tsx";
import { claimReasonText } from "../../savings/index.ts";
import { Verdict } from "../../verdicts/pages/verdict.tsx";
import type { MeasurePage } from "../measures-pages.ts";
import { measureMessages } from "../messages.ts";
import { afterCount, afterKey, kindName, stateName, stateTone } from "../words.ts";
import { Steps } from "./measure-steps.tsx";

export function loader({ context }: LoaderFunctionArgs): MeasurePage {
  return pageData<MeasurePage>(context);
}

export default function MeasureView(): ReactNode {
  const measure = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = measureMessages.t(language);
  const title = measure.titles[language];
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("list.title"), href: address("/measures") }, { label: title }]}
      />
      <PageHeading title={title} kicker={kindName(language, measure.kind)} />
      <p>
        <Tag tone={stateTone[measure.state]}>{stateName(language, measure.state)}</Tag>
      </p>
      {measure.judged === null ? null : (
        <Verdict slug={measure.slug} section={measure.judged}>
          {measure.carbonClaim === null ? null : (
            <CarbonOfMeasure slug={measure.slug} carrier={measure.carrier} carbon={measure.carbonClaim} />
          )}
        </Verdict>
      )}
      <DefinitionList
        items={[
          { term: t("measure.carrier"), description: carrierName(language, measure.carrier) },
          {
            term: t("measure.buildings"),
            description: (
              <ul>
                {measure.buildings.map(({ slug, names }) => (
                  <li key={slug}>
                    <a href={address(`/buildings/${slug}`)}>{names[language]}</a>
                  </li>
                ))}
              </ul>
            ),
          },
          { term: t("measure.owner"), description: measure.owner || t("measure.owner-none") },
          {
            term: t("measure.cost"),
            description:
              measure.costMinor === null
                ? t("measure.cost-none")
                : `${format.count(Math.round(measure.costMinor / 100))} ${measure.currency}`,
          },
          ...(measure.baselineEndMs === null
            ? []
            : [{ term: t("measure.started"), description: format.date(measure.baselineEndMs, "day") }]),
          ...(measure.reportingStartMs === null
            ? []
            : [{ term: t("measure.finished"), description: format.date(measure.reportingStartMs, "day") }]),
        ]}
      />
      {measure.trueEffectShare === null ? null : (
        <p>{t("measure.truth", { share: format.percent(measure.trueEffectShare, 1) })}</p>
      )}
      <DecidedAbout decided={measure.decided} />
      <Effect measure={measure} />
      <Plan measure={measure} />
      {measure.overlaps.length === 0 ? null : (
        <Section id="overlaps" title={t("overlaps.title")}>
          <p>{t("overlaps.text")}</p>
          <ul>
            {measure.overlaps.map(({ slug, titles }) => (
              <li key={slug}>
                <a href={address(`/measures/${slug}`)}>{titles[language]}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {measure.proposals.length === 0 ? null : (
        <Section id="proposals" title={t("proposals.title")}>
          <ul>
            {measure.proposals.map((proposal) => (
              <li key={proposal.id}>
                <a href={address(`/proposals/${proposal.id}`)}>
                  <Title proposal={proposal} />
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Steps measure={measure} />
    </>
  );
}

/** What the meters say of it, all together and building by building. */
function Effect({ measure }: { readonly measure: MeasurePage }): ReactNode {
  const { language, format } = useFrame();
  const t = measureMessages.t(language);
  const { effect, claims, verdict } = measure;
  if (measure.reportingStartMs === null) {
    return (
      <Section id="effect" title={t("effect.title")}>
        <p>{t("effect.waiting")}</p>
      </Section>
    );
  }
  const sum = effect && energiesAlike(format, [effect.value, effect.low, effect.high]);
  return (
    <Section id="effect" title={t("effect.title")}>
      {effect === null || sum === null ? (
        <p>{t("effect.part")}</p>
      ) : (
        <p className="lead">
          {t(effect.value >= 0 ? "effect.less" : "effect.more", {
            after: t(afterKey(effect.days, "after"), afterCount(effect.days)),
            value: sum(Math.abs(effect.value)),
            share: format.percent(Math.abs(effect.share), 1),
            low: sum(effect.low),
            high: sum(effect.high),
          })}
        </p>
      )}
      {effect === null || verdict === null || verdict.lookDays >= effect.days.most ? null : (
        <p>{t("effect.beyond-verdict", { days: verdict.lookDays })}</p>
      )}
      <DataTable
        caption={t("effect.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("effect.title") })}
        columns={[
          { key: "building", header: t("col.building"), cell: ({ building }) => building.names[language] },
          {
            key: "avoided",
            header: t("col.avoided"),
            cell: ({ claim }) =>
              claim.ok ? format.energy(claim.savings.value) : claimReasonText(language, claim.reason),
          },
          {
            key: "interval",
            header: t("col.interval"),
            cell: ({ claim }) => {
              if (!claim.ok) return "";
              const { low, high } = claim.savings.interval90;
              const energy = energiesAlike(format, [low, high]);
              return `${energy(low)} – ${energy(high)}`;
            },
          },
          {
            key: "measured",
            header: t("col.measured"),
            cell: ({ claim }) => (claim.ok ? format.percent(claim.coverage.reporting.share) : ""),
          },
        ]}
        rows={claims}
        rowKey={({ building }) => building.slug}
        empty={t("effect.none")}
      />
    </Section>
  );
}

/** How it will be judged, and when that was chosen. */
function Plan({ measure }: { readonly measure: MeasurePage }): ReactNode {
  const { language, format } = useFrame();
  const t = measureMessages.t(language);
  const { plan, planFixed, plannedAfterwards } = measure;
  const points = (value: number): string =>
    t("plan.points", { points: format.number(value, { significant: 3 }) });
  return (
    <Section id="plan" title={t("plan.title")} lead={t("plan.lead")}>
      {plannedAfterwards ? (
        <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
          <p>{t(planFixed === null ? "plan.unknown" : "plan.afterwards")}</p>
        </Notice>
      ) : null}
      <DefinitionList
        items={[
          { term: t("plan.method"), description: t(`plan.method.${plan.method}`) },
          {
            term: t("plan.expected"),
            description:
              plan.expectedShare === null ? t("plan.expected-none") : format.percent(plan.expectedShare, 1),
          },
          { term: t("plan.least"), description: format.percent(plan.leastWorthwhileShare, 1) },
          { term: t("plan.rooms"), description: points(plan.roomsMarginPoints) },
          { term: t("plan.people"), description: points(plan.peopleMarginPoints) },
          {
            term: t("plan.named-rooms"),
            description:
              plan.rooms === null
                ? t("plan.rooms-all")
                : plan.rooms.length === 0
                  ? t("plan.rooms-none")
                  : t("plan.rooms-count", { count: plan.rooms.length }),
          },
        ]}
      />
      {planFixed === null ? null : (
        <p>{t("plan.fixed", { at: format.date(planFixed.atMs, "dateTime"), entry: planFixed.logEntry })}</p>
      )}
    </Section>
  );
}
