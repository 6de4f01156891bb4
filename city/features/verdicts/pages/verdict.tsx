import type { VerdictDocument } from "@husting/verdict";
import type { ReactNode } from "react";
import { margins, remembered } from "../../../web/charts/index.ts";
import { DataTable, Figure, Notice, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { WEAK_BASELINE_CVRMSE } from "../../savings/index.ts";
import { verdictMessages } from "../messages.ts";
import type { VerdictSection } from "../verdict-section.ts";
import {
  type EnergySaid,
  energySentence,
  outcomeName,
  outcomeSentence,
  pointsText,
  verdictTone,
} from "../words.ts";
import { PeopleText } from "./people-text.tsx";
import { RoomsText, RoomTable } from "./rooms-text.tsx";
import { Settle } from "./settle.tsx";

const drawMargins = remembered(margins);

interface Props {
  readonly slug: string;
  readonly section: VerdictSection;
  /** What follows from the verdict, such as its energy as carbon. */
  readonly children?: ReactNode;
}

/** The joint verdict on a measure: what it came to, why, and how to check it. */
export function Verdict({ slug, section, children }: Props): ReactNode {
  const { language } = useFrame();
  const t = verdictMessages.t(language);
  const { newest } = section;
  return (
    <Section id="verdict" title={t("title")}>
      {newest === null ? <NotYet section={section} /> : <Judged section={section} newest={newest} />}
      {children}
      {section.versions.length === 0 ? null : <Versions slug={slug} section={section} />}
    </Section>
  );
}

function NotYet({ section: { refusal, next } }: Pick<Props, "section">): ReactNode {
  const { language, format } = useFrame();
  const t = verdictMessages.t(language);
  if (refusal !== null) {
    const known = `refused.${refusal.code}`;
    return (
      <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
        <p>{verdictMessages.has(known) ? t(known) : t("refused.other", { code: refusal.code })}</p>
      </Notice>
    );
  }
  return <p>{next === null ? t("being-judged") : t("none-yet", { date: format.plainDate(next.onDate) })}</p>;
}

type Newest = NonNullable<VerdictSection["newest"]>;

function Judged({
  section,
  newest,
}: {
  readonly section: VerdictSection;
  readonly newest: Newest;
}): ReactNode {
  const { language, format } = useFrame();
  const t = verdictMessages.t(language);
  const { document } = newest;
  const { next } = section;
  return (
    <>
      <p>
        <Tag tone={verdictTone({ outcome: document.outcome, isFinal: newest.isFinal })}>
          {outcomeName(language, document.outcome)}
        </Tag>
      </p>
      <p className="lead">{outcomeSentence(language, format, document)}</p>
      <p>
        {newest.isFinal
          ? t("final")
          : t(next !== null && !next.isFinal ? "interim-next" : "interim", {
              days: newest.lookDays,
              date: next === null ? "" : format.plainDate(next.onDate),
            })}
      </p>
      <VerdictPicture verdict={document} />
      <ul>
        <li>
          <strong>{t("part.energy")}.</strong> <EnergyText document={document} />
          <WeakBaseline section={section} document={document} />
        </li>
        <li>
          <strong>{t("part.rooms")}.</strong> <RoomsText document={document} names={section.roomNames} />
        </li>
        <li>
          <strong>{t("part.people")}.</strong>{" "}
          <PeopleText document={document} fewest={section.fewestAnswers} />
        </li>
      </ul>
      <Settle document={document} names={section.roomNames} />
      <RoomTable document={document} names={section.roomNames} />
    </>
  );
}

/** What the picture shows of a verdict, one's own or a partner's. */
interface Pictured {
  readonly energy: Pick<VerdictDocument["energy"], "state" | "leastWorthwhileSavingShare"> & {
    readonly figures: EnergySaid | null;
  };
  readonly rooms: Pick<VerdictDocument["rooms"], "state" | "worst" | "marginPoints">;
  readonly people: Pick<VerdictDocument["people"], "state" | "difference" | "marginPoints">;
}

/** The three parts as intervals against their lines: one picture. */
export function VerdictPicture({
  verdict: { energy, rooms, people },
}: {
  readonly verdict: Pictured;
}): ReactNode {
  const { language, format } = useFrame();
  const t = verdictMessages.t(language);
  const share = (value: number): string => format.percent(value, 0);
  const points = (value: number): string => pointsText(language, format, value);
  const of = (interval: VerdictDocument["rooms"]["worst"]) =>
    interval && {
      value: interval.estimatePoints,
      low: interval.lowerPoints,
      high: interval.upperPoints,
    };
  const { figures } = energy;
  const chart = drawMargins({
    id: "verdict",
    language,
    title: t("picture"),
    intervalName: t("picture.interval"),
    marginName: t("picture.margin"),
    rows: [
      {
        name: t("picture.energy"),
        verdict: t(`energy.${energy.state}`),
        interval: figures && {
          value: figures.avoidedKwh / figures.counterfactualKwh,
          low: figures.lowerKwh / figures.counterfactualKwh,
          high: figures.upperKwh / figures.counterfactualKwh,
        },
        // That something was saved shows at zero, that nothing worthwhile was at the plan's own line.
        margin: energy.state === "no-saving" ? energy.leastWorthwhileSavingShare : 0,
        bad: "below",
        label: share,
      },
      {
        name: t("picture.rooms"),
        verdict: t(rooms.state === "not-measured" ? "state.not-measured.rooms" : `state.${rooms.state}`),
        interval: of(rooms.worst),
        margin: rooms.marginPoints,
        bad: "above",
        label: points,
      },
      {
        name: t("picture.people"),
        verdict: t(people.state === "not-measured" ? "state.not-measured.people" : `state.${people.state}`),
        interval: of(people.difference),
        margin: people.marginPoints,
        bad: "above",
        label: points,
      },
    ],
  });
  const title = t("picture");
  return (
    <Figure
      chart={chart}
      caption={title}
      tableLabel={t("picture.table")}
      legendLabel={t("picture.legend")}
      scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
    />
  );
}

function EnergyText({ document: { energy } }: { readonly document: VerdictDocument }): ReactNode {
  const { language, format } = useFrame();
  const t = verdictMessages.t(language);
  if (energy.figures === null) {
    const { reason } = energy;
    if (reason === null) return null;
    const meters = "meters" in reason ? format.list(reason.meters.map(({ meter }) => meter)) : "";
    return t(`energy.reason.${reason.code}`, { meters });
  }
  return energySentence(language, format, energy.figures);
}

/** Why an interval is as wide as it is: the building's page calls the same baseline weak. */
function WeakBaseline({
  section: { weakBaseline },
  document: { energy },
}: Pick<Props, "section"> & { readonly document: VerdictDocument }): ReactNode {
  const { language, format } = useFrame();
  if (weakBaseline === null || energy.figures === null) return null;
  const text = verdictMessages.t(language)("energy.weak-baseline", {
    cvrmse: format.percent(weakBaseline),
    limit: format.percent(WEAK_BASELINE_CVRMSE),
  });
  return ` ${text}`;
}

function Versions({ slug, section: { versions } }: Props): ReactNode {
  const { language, format, logAddress } = useFrame();
  const t = verdictMessages.t(language);
  return (
    <details>
      <summary>{t("versions.title")}</summary>
      <p>{t("versions.lead")}</p>
      <DataTable
        caption={t("versions.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("versions.title") })}
        columns={[
          {
            key: "days",
            header: t("col.days"),
            cell: ({ lookDays }) => t("days", { days: lookDays }),
          },
          {
            key: "outcome",
            header: t("col.outcome"),
            cell: ({ outcome }) => outcomeName(language, outcome),
          },
          {
            key: "judged",
            header: t("col.judged"),
            cell: ({ judgedAtMs }) => format.date(judgedAtMs, "dateTime"),
          },
          {
            key: "entry",
            header: t("col.entry"),
            align: "number",
            cell: ({ logEntry }) => <a href={logAddress(logEntry)}>{format.count(logEntry)}</a>,
          },
          {
            key: "document",
            header: t("col.document"),
            cell: ({ version }) => (
              <a href={`/measures/${slug}/verdicts/${version}.json`}>{t("versions.download", { version })}</a>
            ),
          },
        ]}
        rows={versions}
        rowKey={({ version }) => String(version)}
      />
    </details>
  );
}
