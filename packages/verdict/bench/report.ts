import type { CalibrationRecord } from "@husting/savings";
import { clearance, outcomes } from "../src/index.ts";
import { type Judged, lengthsDays, type Scenario, scenarios } from "./measures.ts";
import { type Population, populations } from "./population.ts";
import { yearDays } from "./years.ts";

const marginRooms = 2;
const marginPeople = 10;
const powerScenario = "10 % saved, nobody harmed";

/** A share of so many cases, with its 95 % interval (Wilson 1927). */
interface Share {
  readonly count: number;
  readonly of: number;
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

function shareOf(rows: readonly Judged[], is: (row: Judged) => boolean): Share {
  const of = rows.length;
  const count = rows.filter(is).length;
  const z = 1.959963984540054;
  const share = count / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { count, of, share, lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) };
}

const percent = (value: number, decimals = 1) => `${(100 * value).toFixed(decimals)} %`;
const told = ({ share, lower, upper, of }: Share) =>
  of === 0 ? "–" : `${percent(share)} (${percent(lower)}–${percent(upper)}, n = ${of})`;
const verified = ({ outcome }: Judged) => outcome.startsWith("verified");
const months = (days: number) => `${Math.round(days / 30.4)} months`;

/** Nothing was saved, or indoors truly got worse past a margin: what must not be verified. */
function mustNotBeVerified({ truth, asked }: Judged): boolean {
  return (
    truth.savingShare <= 0 ||
    truth.worstRoomPoints > marginRooms ||
    // Whom nobody asked nobody can hear: the outcome says so, and it is counted elsewhere.
    (asked && truth.peoplePoints > marginPeople)
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export interface Report {
  readonly document: string;
  readonly lines: readonly string[];
  readonly held: boolean;
}

/** The bench's tables, as a document and as lines for the terminal. */
export function reportOf(
  all: readonly Judged[],
  learnt: ReadonlyMap<Population["name"], CalibrationRecord>,
): Report {
  const own = all.filter(({ record }) => record === "own");
  const pick = (name: Population["name"], scenario?: Scenario["name"], days?: number) =>
    own.filter(
      (row) =>
        row.population === name &&
        (scenario === undefined || row.scenario === scenario) &&
        (days === undefined || row.days === days),
    );
  const wrong = own.filter(mustNotBeVerified);
  const cells = populations.flatMap(({ name }) =>
    scenarios.flatMap((scenario) =>
      lengthsDays.flatMap((days) => {
        const rows = pick(name, scenario.name, days).filter(mustNotBeVerified);
        // A few rooms cross the margin by chance alone in scenarios that harm none; they stand in the whole.
        return rows.length < 30 ? [] : [{ name, scenario, days, share: shareOf(rows, verified) }];
      }),
    ),
  );
  const overall = shareOf(wrong, verified);
  const atYear = shareOf(
    wrong.filter(({ days }) => days === yearDays),
    verified,
  );
  const worstCell = cells.reduce((worst, cell) => (cell.share.share > worst.share.share ? cell : worst));
  const falseHolds = overall.share <= 0.05 && cells.every(({ share }) => share.lower <= 0.05);
  const powers = populations.map(({ name }) => {
    const judgedBy = (record: Judged["record"]) => {
      const rows = all.filter(
        (row) =>
          row.record === record &&
          row.population === name &&
          row.scenario === powerScenario &&
          row.days === yearDays,
      );
      return {
        power: shareOf(rows, verified),
        coverage: shareOf(rows, ({ holds }) => holds.energy === true),
        parts: {
          energy: shareOf(rows, ({ states }) => states.energy === "saved").share,
          rooms: shareOf(rows, ({ states }) => states.rooms === "held").share,
          people: shareOf(rows, ({ states }) => states.people === "held").share,
        },
        width: median(rows.map(({ halfWidthShare }) => halfWidthShare!)),
      };
    };
    return { name, ...judgedBy("own"), shipped: judgedBy("cambridge") };
  });
  const inconclusive = populations.map(({ name }) => ({
    name,
    shares: lengthsDays.map((days) =>
      shareOf(pick(name, undefined, days), ({ outcome }) => outcome === "inconclusive"),
    ),
  }));
  const falls = inconclusive.every(({ shares }) =>
    shares.every((share, i) => i === 0 || share.share < shares[i - 1]!.share),
  );
  const mark = (held: boolean) => (held ? "held" : "**missed**");
  const asked = table(
    ["what", "asked", "measured", ""],
    [
      [
        "false `verified` (people-not-asked included), all lengths",
        "≤ 5 %",
        `${told(overall)}; after a year ${told(atYear)}`,
        mark(overall.share <= 0.05),
      ],
      [
        "the same in its worst cell of scenario, buildings and length",
        "≤ 5 %",
        `${told(worstCell.share)}: ${worstCell.scenario.name}, ${worstCell.name}, ${months(worstCell.days)}`,
        worstCell.share.share <= 0.05 ? "held" : falseHolds ? "held within chance" : "**missed**",
      ],
      ...powers.map(({ name, power, width }) => [
        `power: \`verified\` at a 10 % saving, a year, nobody harmed; ${name}, interval ± ${percent(width)}`,
        "≥ 80 %",
        told(power),
        mark(power.share >= 0.8),
      ]),
      ...inconclusive.map(({ name, shares }) => [
        `\`inconclusive\` after 3, 6, 12 months; ${name}`,
        "falls",
        shares.map(({ share }) => percent(share)).join(", "),
        mark(shares.every((share, i) => i === 0 || share.share < shares[i - 1]!.share)),
      ]),
    ],
  );
  const records = table(
    [
      "buildings",
      "drift",
      "multiplier of a year",
      "between buildings",
      "own record: ± a year",
      "energy saved",
      "rooms held",
      "people held",
      "holds the truth",
      "power",
      "Cambridge record: ± a year",
      "holds the truth",
      "power",
    ],
    powers.map(({ name, power, coverage, width, parts, shipped }) => {
      const record = learnt.get(name)!;
      const drift = record.drifts["husting-daily"].electricity;
      return [
        name,
        percent(drift.driftShare),
        String(drift.multipliers.year),
        String(record.betweenBuildings),
        percent(width),
        percent(parts.energy),
        percent(parts.rooms),
        percent(parts.people),
        percent(coverage.share),
        percent(power.share),
        percent(shipped.width),
        percent(shipped.coverage.share),
        percent(shipped.power.share),
      ];
    }),
  );
  const falseTable = table(
    ["scenario", "buildings", ...lengthsDays.map(months)],
    scenarios.flatMap((scenario) =>
      populations.flatMap(({ name }) => {
        const row = lengthsDays.map((days) =>
          cells.find((cell) => cell.name === name && cell.scenario === scenario && cell.days === days),
        );
        return row.every((cell) => cell === undefined)
          ? []
          : [[scenario.name, name, ...row.map((cell) => (cell === undefined ? "–" : told(cell.share)))]];
      }),
    ),
  );
  const outcomeTable = table(
    ["scenario", "buildings", "after", ...outcomes],
    scenarios.flatMap(({ name: scenario }) =>
      populations.flatMap(({ name }) =>
        lengthsDays.map((days) => {
          const rows = pick(name, scenario, days);
          return [
            scenario,
            name,
            months(days),
            ...outcomes.map((outcome) => percent(shareOf(rows, (row) => row.outcome === outcome).share, 0)),
          ];
        }),
      ),
    ),
  );
  const coverage = table(
    [
      "after",
      "energy, both ends (90 %)",
      "worst room, upper end (95 %)",
      "that, if truly over 2 points",
      "its lower end (95 %)",
      "people, both ends (90 %)",
    ],
    lengthsDays.map((days) => {
      const rows = own.filter((row) => row.days === days);
      const harmed = rows.filter(({ truth }) => truth.worstRoomPoints > marginRooms);
      const holds = (part: keyof Judged["holds"], among = rows) =>
        told(
          shareOf(
            among.filter((row) => row.holds[part] !== undefined),
            (row) => row.holds[part] === true,
          ),
        );
      return [
        months(days),
        holds("energy"),
        holds("roomsUnderUpper"),
        holds("roomsUnderUpper", harmed),
        holds("roomsOverLower"),
        holds("people"),
      ];
    }),
  );
  const measures = own.length / lengthsDays.length;
  // Power is asked where the interval is narrow enough to have it; where it is not, the table says missed.
  const reachable = powers.filter(({ width }) => width <= 0.1 / clearance);
  const held =
    falseHolds && falls && reachable.length > 0 && reachable.every(({ power }) => power.share >= 0.8);
  return {
    document: documentOf({ asked, records, falseTable, outcomeTable, coverage, measures }),
    lines: [
      `${measures} simulated measures, each judged after 3, 6 and 12 months`,
      asked,
      "",
      records,
      "",
      coverage,
    ],
    held,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

function documentOf(parts: {
  readonly asked: string;
  readonly records: string;
  readonly falseTable: string;
  readonly outcomeTable: string;
  readonly coverage: string;
  readonly measures: number;
}): string {
  return `# The joint verdict

How often \`@husting/verdict\` is wrong, and what it takes to be right, where the truth is known: ${parts.measures} simulated measures, each judged
after 3, 6 and 12 months. Written by \`npm run bench -- verdict\`; every figure follows from seeds. In brackets: 95 % interval of the share
(Wilson) and number of cases.

${parts.asked}

At a 10 % saving energy alone comes out in four cases of five when its interval is ± 6.6 % or less: the saving must clear the half-width and 0.84 standard
errors of its own luck, 1.51 half-widths. A verdict needs rooms and people to come out as well, and each of them at times does not (the shares are below); so it takes about ± 5.5 %. The calibrated yearly interval of one real building is ± 14–20 % (\`docs/accuracy.md\`), and **one such building cannot show 10 % in a year**; the
verdict then says \`inconclusive\` and how many buildings would. It can be shown by one measure taken in twenty such buildings, or in a single
building of a stock as steady as the last population, if the city has calibrated that stock on its own ordinary years.

The last two populations were sized until they reached 80 %: buildings went from eight over twelve (67.5 %) and sixteen (74 %) to twenty, the steady stock's
walk from 3.5 to 3 % a year, and the rounds from ten days and 400 answers to twenty days and 600 or 1,200. They show what it takes, not what is usual. Three
choices of method were made after looking at such simulations: the rooms' upper bound (how often it was wrong), people's degrees of freedom (87.1 % held with the days of both
rounds added up), and learning the correlation between buildings from groups (eight buildings were held in about 83 % with the Cambridge record's 0.05).

## A 10 % saving after a year, by the population's own record and by Cambridge's

Each population's intervals rest on a record learnt from ordinary years of *other* buildings of it, by the procedure that made the Cambridge record
(\`learnDrift\`), and from groups as large as the measure (\`learnBetweenBuildings\`). Beside it, the same measures judged with the record that Husting ships with.

${parts.records}

## False verified

Among measures that must not be verified: nothing saved, the worst room truly more than ${marginRooms} points worse at equal weather, or people truly more than ${marginPeople}
points more dissatisfied (of those, only measures whose people were asked: whom nobody asked nobody hears, and \`verified-people-not-asked\` says so). Where indoors
got worse 25 % are saved, so that energy hides nothing, and harm begins just past its margin. Cells of fewer than 30 cases are left out here.

${parts.falseTable}

## Whether intervals hold the truth

${parts.coverage}

The room's interval is asked for its worst room, whose truth is often nearly nothing. A plain percentile of the block bootstrap called rooms \`held\` in 9–11 % of
187–300 cases just past the margin (tried while this was built): hours outside come in rare spells, and who was spared them looks good and sure at once. The score bound in \`roombootstrap.ts\` is
what mends it, and it has a price: after three months these rooms cannot be told to within 2 points, and \`inconclusive\` is the only honest word.

## Outcomes

${parts.outcomeTable}

## What is simulated

- Weather of a northern coast: years 1 K apart, spells of days. Reporting periods start in any month.
- Buildings: hourly heat with a working week, noise by hour and day, and a level that walks at random at the building's own pace; few drift much. "As
  Cambridge" drifts as the Cambridge record's electricity does (7 % typical).
- Six rooms with their own set point, curve and summer heat; hourly temperatures whose noise lasts for days; 20–24 °C, 26 °C in warm weather. Rooms that
  "stray anyway" are outside for some per cent of hours without any measure; there two points are hard to tell, and mostly are not told in a year.
- Votes of two rounds by a logistic model over 20 places and 20 days, 600 answers a period from one building and 1,200 from twenty.
- Not simulated: sensors that fail for a reason that has to do with the climate, people who stay away because they are content, events that nobody wrote down. What
  simulation shows is that the reckoning does what it says under its assumptions, not that a building fulfils them.
`;
}
