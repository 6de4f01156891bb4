import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DataTable,
  DefinitionList,
  EmptyState,
  FormField,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import { roleName } from "../../people/words.ts";
import { DISMISSAL_REASONS, RETURNS_AFTER_GROWTH } from "../advice.ts";
import type { AdviceItem, BuildingAdvicePage } from "../advice-page.ts";
import { climateMessages } from "../messages.ts";
import {
  confidenceWord,
  detectorName,
  dismissalReasonName,
  evidenceName,
  evidenceValue,
  findingTitle,
  silentText,
} from "../words.ts";
import { AdviceState, anchorOf, kwhText, roomsText } from "./finding.tsx";

export function loader({ context }: LoaderFunctionArgs): BuildingAdvicePage {
  return pageData<BuildingAdvicePage>(context);
}

export default function AdviceOfBuilding(): ReactNode {
  const { slug, names, period, meters, advice, silent, mayAct, fault } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = climateMessages.t(language);
  const shell = shellMessages.t(language);
  const seen =
    meters.length === 0
      ? t("advice.no-meters")
      : format.list(
          meters.map(({ carrier, measuredShare }) =>
            t("advice.meter", {
              carrier: carrierName(language, carrier),
              share: format.percent(measuredShare),
            }),
          ),
        );
  return (
    <>
      <title>{`${names[language]} · ${t("advice.title")} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("advice.title"), href: address("/staff/advice") }, { label: names[language] }]}
      />
      <PageHeading
        title={t("advice.of", { building: names[language] })}
        lead={
          period === null
            ? t("advice.no-readings")
            : t("advice.period", {
                from: format.plainDate(period.fromDate),
                to: format.plainDate(period.toDate),
                days: period.days,
              })
        }
      />
      <Done words={{ dismissed: t("advice.done.dismissed") }} />
      {fault === null ? null : (
        <Notice kind="error" word={shell("notice.error")}>
          <p>{t(`advice.fault.${fault}`)}</p>
        </Notice>
      )}
      <p>
        <a href={address(`/buildings/${slug}`)}>{t("advice.public")}</a>
      </p>
      <p>{t("advice.meters", { list: seen })}</p>
      {advice.length === 0 && period !== null ? (
        <EmptyState title={t("advice.none")}>
          <p>{t("advice.none-text", { buildings: 1 })}</p>
        </EmptyState>
      ) : null}
      {advice.map((item) => (
        <Finding key={item.key} item={item} slug={slug} mayAct={mayAct} />
      ))}
      {period === null ? null : (
        <Section id="silent" title={t("advice.silent")} lead={t("advice.silent-lead")}>
          {silent.length === 0 ? null : (
            <DefinitionList
              items={silent.map(({ detector, reason }) => ({
                term: detectorName(language, detector),
                description: silentText(language, format, reason),
              }))}
            />
          )}
          <p>{t("advice.quiet")}</p>
        </Section>
      )}
    </>
  );
}

function Finding({
  item,
  slug,
  mayAct,
}: {
  readonly item: AdviceItem;
  readonly slug: string;
  readonly mayAct: boolean;
}): ReactNode {
  const { language, format, address, logAddress } = useFrame();
  const t = climateMessages.t(language);
  const { code, evidence, kwhPerYear, confidence, coverage, measure, dismissed } = item;
  const title = findingTitle(language, code);
  return (
    <Section id={anchorOf(item.key)} title={title} lead={t(`finding.${code}.text`)}>
      <p>
        <AdviceState item={item} />
      </p>
      <DefinitionList
        items={[
          { term: t("advice.col.kwh"), description: kwhText(language, format, kwhPerYear) },
          { term: t("advice.col.rooms"), description: roomsText(language, format, item) },
          {
            term: t("advice.col.confidence"),
            description: `${confidenceWord(language, confidence)} · ${t("advice.coverage", { share: format.percent(coverage.share) })}`,
          },
          { term: t("advice.do-title"), description: t(`finding.${code}.do`) },
        ]}
      />
      <DataTable
        caption={t("advice.evidence")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("advice.evidence") })}
        narrow="scroll"
        columns={[
          { key: "name", header: t("advice.evidence"), cell: (one) => evidenceName(language, one) },
          {
            key: "value",
            header: t("evidence.value"),
            align: "number",
            cell: (one) => evidenceValue(language, format, one),
          },
        ]}
        rows={evidence}
        rowKey={({ name }) => name}
      />
      {measure === null ? null : (
        <p>
          {t("advice.measure-is")}{" "}
          <a href={address(`/measures/${measure.slug}`)}>{measure.titles[language]}</a>
        </p>
      )}
      {dismissed === null ? null : (
        <p>
          {t("advice.dismissed-by", {
            at: format.date(dismissed.atMs),
            role: roleName(language, dismissed.role),
            reason: dismissalReasonName(language, dismissed.reason),
          })}{" "}
          <a href={logAddress(dismissed.logEntry)}>{t("advice.entry", { entry: dismissed.logEntry })}</a>
        </p>
      )}
      {mayAct && measure === null ? <Act item={item} slug={slug} title={title} /> : null}
    </Section>
  );
}

function Act({
  item,
  slug,
  title,
}: {
  readonly item: AdviceItem;
  readonly slug: string;
  readonly title: string;
}): ReactNode {
  const { language, format, address } = useFrame();
  const t = climateMessages.t(language);
  const action = address(`/staff/advice/${slug}`);
  const place = anchorOf(item.key);
  return (
    <>
      <form method="post" action={action} className="form">
        <input type="hidden" name="key" value={item.key} />
        <Button name="do" value="measure" label={t("advice.make-label", { what: title })}>
          {t("advice.make")}
        </Button>
      </form>
      {item.dismissed !== null ? null : (
        <details>
          <summary>{t("advice.dismiss-title")}</summary>
          <form method="post" action={action} className="form">
            <input type="hidden" name="key" value={item.key} />
            <FormField
              name="reason"
              id={`reason-${place}`}
              label={t("advice.reason")}
              hint={t("advice.dismiss-hint", { share: format.percent(RETURNS_AFTER_GROWTH) })}
              control={{
                kind: "select",
                options: DISMISSAL_REASONS.map((reason) => ({
                  value: reason,
                  label: dismissalReasonName(language, reason),
                })),
              }}
            />
            <Button
              variant="secondary"
              name="do"
              value="dismiss"
              label={t("advice.dismiss-label", { what: title })}
            >
              {t("advice.dismiss")}
            </Button>
          </form>
        </details>
      )}
    </>
  );
}
