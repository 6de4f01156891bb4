import { csvText } from "../../web/csv.ts";
import type { Language } from "../../web/language/index.ts";
import type { DimensionView, GroupView, ProcessPage, ReleaseView } from "./heard-page.ts";
import { groupName } from "./words.ts";

const COLUMNS = [
  "process",
  "period",
  "until",
  "participants",
  "dimension",
  "group",
  "name",
  "heard",
  "share",
  "population",
  "populationShare",
  "ratio",
  "ratioLow",
  "ratioHigh",
  "standing",
  "source",
  "asOf",
  "sha256",
  "logEntry",
] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** Everything that was ever told of a process: one line a group and release. What is not told is empty. */
export function heardCsv(page: ProcessPage, language: Language): string {
  const rows = page.releases.flatMap((release) =>
    release.dimensions.flatMap((dimension) => rowsOf(release, dimension, page, language)),
  );
  const lines = rows.map((cells) => COLUMNS.map((column) => cells[column]));
  return csvText([COLUMNS, ...lines]);
}

function rowsOf(
  release: ReleaseView,
  view: DimensionView,
  { districts }: Pick<ProcessPage, "districts">,
  language: Language,
): Cells[] {
  const { dimension } = view;
  const common = {
    process: release.process,
    period: release.period,
    until: release.until,
    participants: release.participants,
    dimension,
    source: release.population?.source ?? null,
    asOf: release.population?.asOf ?? null,
    sha256: release.sha256,
    logEntry: release.logEntry,
  };
  const ofGroup = (group: GroupView): Cells => ({
    ...common,
    group: group.id,
    name: groupName(language, dimension, group.id, districts),
    heard: group.heard,
    share: rounded(group.share),
    population: group.population,
    populationShare: group.population === null ? null : rounded(group.populationShare),
    ratio: rounded(group.ratio),
    ratioLow: rounded(group.interval?.low ?? null),
    ratioHigh: rounded(group.interval?.high ?? null),
    standing: group.standing,
  });
  const sums = [
    ["stated", view.stated],
    ["other", view.other],
    ["other-or-not-stated", view.otherOrNotStated],
    ["not-stated", view.notStated],
  ] as const;
  return [
    ...view.groups.map(ofGroup),
    ...(view.together === null ? [] : [{ ...ofGroup(view.together.group), name: "" }]),
    ...sums
      .filter(([id]) => dimension === "sex" || !id.startsWith("other"))
      .map(([group, heard]) => ({ ...common, group, heard })),
  ];
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}
