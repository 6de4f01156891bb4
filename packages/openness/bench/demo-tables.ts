import { Draw, type Wish } from "../src/disclosure/histories.fixture.ts";
import type { Contribution, Contributor, DisclosureTable } from "../src/index.ts";

const uses = {
  homes: ["flats", "terraced"],
  learning: ["school", "preschool", "library"],
  leisure: ["sports", "culture"],
  working: ["office", "health"],
};
const answers = ["too-cold", "right", "too-warm"];

/**
 * Tables of the size and form that the demo cities have: what people of ten buildings answer by season, by use in four groups
 * and in three answers, and what the buildings' households and municipal parts used by carrier. Packages know no city, so they are drawn
 * here: 25 to 200 people a use, of whom 8 to 30 % are too cold and 5 to 15 % too warm; then the next season; then that
 * season again with ten answers that came late.
 */
export function demoTables(seed: number): Wish[] {
  const draw = new Draw(seed);
  const contributors: Contributor[] = [];
  const first = answersOf(draw, contributors, "winter");
  const second = answersOf(draw, contributors, "spring");
  const energy = energyOf(draw, contributors);
  const late = structuredClone(second);
  for (let count = 0; count < 10; count++) {
    const id = `late${count}`;
    contributors.push({ id });
    const cell = draw.of(late.cells.filter(({ at }) => at[1] === "right"));
    (cell.contributions as Contribution[]).push({ contributor: id, amount: 1 });
  }
  return [
    { release: "winter", tables: [first, energy], contributors },
    { release: "spring", tables: [second], contributors },
    { release: "spring, late answers", tables: [late], contributors },
  ];
}

const useDimension = {
  id: "use",
  isSecret: false,
  all: {
    id: "all",
    parts: Object.entries(uses).map(([id, parts]) => ({ id, parts: parts.map((use) => ({ id: use })) })),
  },
};

function answersOf(draw: Draw, contributors: Contributor[], season: string): DisclosureTable {
  const cells = Object.values(uses)
    .flat()
    .flatMap((use) => {
      const people = draw.between(25, 200);
      const cold = Math.round(people * (0.08 + 0.22 * draw.share()));
      const warm = Math.round(people * (0.05 + 0.1 * draw.share()));
      return [cold, people - cold - warm, warm].map((count, index) => ({
        at: [use, answers[index]!],
        contributions: Array.from({ length: count }, () => {
          const contributor = `${season}${contributors.length}`;
          contributors.push({ id: contributor });
          return { contributor, amount: 1 };
        }),
      }));
    });
  const answer = { id: "answer", isSecret: true, all: { id: "any", parts: answers.map((id) => ({ id })) } };
  return {
    id: "answers",
    kind: "count",
    quantity: `answers, ${season}`,
    dimensions: [useDimension, answer],
    cells,
  };
}

function energyOf(draw: Draw, contributors: Contributor[]): DisclosureTable {
  const cells = Object.entries(uses).flatMap(([group, list]) =>
    list.flatMap((use) => {
      const isMunicipal = group !== "homes";
      const ids = Array.from({ length: isMunicipal ? 1 : draw.between(20, 60) }, (_, i) => `${use}${i}`);
      for (const id of ids) contributors.push({ id, isPublic: isMunicipal });
      return ["heat", "electricity"].map((carrier) => ({
        at: [use, carrier],
        contributions: ids.map((contributor) => ({
          contributor,
          part: carrier,
          amount: draw.amount(0.5) * (isMunicipal ? 100 : 1),
        })),
      }));
    }),
  );
  const carrier = {
    id: "carrier",
    isSecret: false,
    all: { id: "both", parts: [{ id: "heat" }, { id: "electricity" }] },
  };
  return { id: "energy", kind: "sum", quantity: "kWh 2025", dimensions: [useDimension, carrier], cells };
}
