/** Seeded histories of releases as cities make them: for tests and the bench. */
import type { Category, Contribution, Contributor, DisclosureTable, FinestCell } from "./table.ts";

/** What a city would like to publish at one time. */
export type Wish = {
  readonly release: string;
  readonly tables: readonly DisclosureTable[];
  readonly contributors: readonly Contributor[];
};

/** mulberry32: a history that leaks can be looked at again. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.between(0, items.length - 1)]!;
  }

  /** An index, the first ones likelier: shares fall by the factor from one to the next. */
  skewed(count: number, factor: number): number {
    const total = (1 - factor ** count) / (1 - factor);
    let left = this.share() * total;
    for (let index = 0; index < count - 1; index++) {
      left -= factor ** index;
      if (left < 0) return index;
    }
    return count - 1;
  }

  /** Around 1, lognormal. */
  amount(sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share());
    return Math.round(1000 * Math.exp(sigma * normal)) + 1;
  }
}

type Someone = {
  readonly id: string;
  readonly isPublic: boolean;
  /** Category along each dimension. */
  at: string[];
  /** By part. */
  amounts: Map<string, number>;
};

type Shape = { readonly id: string; readonly isSecret: boolean; readonly leaves: string[]; all: Category };

type City = {
  readonly kind: "count" | "sum";
  readonly shapes: Shape[];
  /** Whether the last dimension divides amounts and not contributors. */
  readonly hasParts: boolean;
  readonly people: Someone[];
  readonly sigma: number;
  readonly factor: number;
  quantity: number;
  next: number;
};

/** A history of up to `most` releases. */
export function simulateHistory(seed: number, most = 6): Wish[] {
  const draw = new Draw(seed);
  const city = found(draw);
  const releases = draw.between(1, most);
  return Array.from({ length: releases }, (_, index) => {
    if (index > 0) change(city, draw);
    return wish(city, draw, index);
  });
}

function found(draw: Draw): City {
  const kind = draw.share() < 0.5 ? "count" : "sum";
  const dimensions = draw.share() < 0.75 ? 2 : 3;
  const city: City = {
    kind,
    shapes: Array.from({ length: dimensions }, (_, index): Shape => {
      const count = draw.between(2, dimensions === 2 ? 6 : 4);
      const leaves = Array.from({ length: count }, (_, leaf) => `${"abc"[index]}${leaf}`);
      const isSecret = kind === "count" && index === dimensions - 1;
      return { id: `d${index}`, isSecret, leaves, all: tree(leaves, index, draw) };
    }),
    hasParts: kind === "sum" && draw.share() < 0.5,
    people: [],
    sigma: draw.share() * 1.5,
    factor: 0.4 + 0.59 * draw.share(),
    quantity: 2025,
    next: 0,
  };
  const size = Math.round(15 * 20 ** draw.share());
  for (let index = 0; index < size; index++) city.people.push(someone(city, draw));
  return city;
}

/** Leaves under one root, in groups as often as not. */
function tree(leaves: readonly string[], index: number, draw: Draw): Category {
  const parts = leaves.map((id) => ({ id }));
  if (leaves.length < 4 || draw.share() < 0.5) return { id: `all${index}`, parts };
  const cut = draw.between(1, leaves.length - 1);
  const groups = [parts.slice(0, cut), parts.slice(cut)].map((group) =>
    group.length === 1 ? group[0]! : { id: `${group[0]!.id}…`, parts: group },
  );
  return { id: `all${index}`, parts: groups };
}

function someone(city: City, draw: Draw): Someone {
  const parts = city.hasParts ? city.shapes.at(-1)!.leaves : [""];
  const amounts = new Map<string, number>();
  for (const [index, part] of parts.entries()) {
    if (index > 0 && draw.share() < 0.4) continue;
    // Now and then a meter told nothing, and is corrected later.
    const isMissing = city.kind === "sum" && draw.share() < 0.02;
    amounts.set(part, city.kind === "count" ? 1 : isMissing ? 0 : draw.amount(city.sigma));
  }
  return {
    id: `p${city.next++}`,
    isPublic: city.kind === "sum" && draw.share() < 0.04,
    at: city.shapes.map(({ leaves }) => leaves[draw.skewed(leaves.length, city.factor)]!),
    amounts,
  };
}

/** What happens between two releases. */
function change(city: City, draw: Draw): void {
  const few = () => Array.from({ length: draw.skewed(12, 0.7) + 1 }, () => draw.of(city.people));
  const happens = draw.between(0, 6);
  if (happens === 1) {
    // Some move house, or change their mind.
    for (const who of few()) {
      const index = draw.between(0, city.shapes.length - 1);
      who.at = who.at.with(index, draw.of(city.shapes[index]!.leaves));
    }
  } else if (happens === 2) {
    for (const gone of few()) if (city.people.length > 5) city.people.splice(city.people.indexOf(gone), 1);
  } else if (happens === 3) {
    for (let count = draw.between(1, 12); count > 0; count--) city.people.push(someone(city, draw));
  } else if (happens === 4) {
    // The same year, corrected: a little, or from nothing.
    for (const who of city.kind === "sum" ? few() : []) {
      const part = draw.of([...who.amounts.keys()]);
      const factor = draw.share() < 0.2 ? 0 : 0.7 + 0.6 * draw.share();
      const before = who.amounts.get(part) ?? 0;
      who.amounts.set(part, before === 0 ? draw.amount(city.sigma) : Math.round(before * factor));
    }
  } else if (happens === 5) {
    const index = draw.between(0, city.shapes.length - 1);
    const shape = city.shapes[index]!;
    // Other groups; or two categories become one, for everybody.
    if (shape.leaves.length < 4 || draw.share() < 0.5) {
      shape.all = tree(shape.leaves, index, draw);
    } else if (!(city.hasParts && index === city.shapes.length - 1)) {
      const gone = shape.leaves.pop()!;
      for (const who of city.people)
        if (who.at[index] === gone) who.at = who.at.with(index, shape.leaves[0]!);
      shape.all = tree(shape.leaves, index, draw);
    }
  } else if (happens === 6) {
    city.quantity += 1;
    for (const who of city.people) {
      for (const part of who.amounts.keys()) {
        if (city.kind === "sum") who.amounts.set(part, draw.amount(city.sigma));
      }
    }
  }
}

function wish(city: City, draw: Draw, index: number): Wish {
  const tables = [
    tableOf(
      city,
      city.shapes.map((_, shape) => shape),
    ),
  ];
  // Now and then the same in two tables that share a dimension.
  if (city.shapes.length === 3 && draw.share() < 0.3) tables[0] = tableOf(city, [0, 2]);
  if (city.shapes.length === 3 && draw.share() < 0.3) tables.push(tableOf(city, [1, 2]));
  return {
    release: `r${index}`,
    tables: [...new Map(tables.map((table) => [table.id, table])).values()],
    contributors: city.people.map(({ id, isPublic }) => ({ id, isPublic })),
  };
}

function tableOf(city: City, shapes: readonly number[]): DisclosureTable {
  const cells = new Map<string, { at: string[]; contributions: Contribution[] }>();
  for (const who of city.people) {
    for (const [part, amount] of who.amounts) {
      const whole = city.hasParts ? who.at.with(-1, part) : who.at;
      const at = shapes.map((shape) => whole[shape]!);
      const cell = cells.get(at.join()) ?? { at, contributions: [] };
      cells.set(at.join(), cell);
      cell.contributions.push({ contributor: who.id, part, amount });
    }
  }
  return {
    id: `t${shapes.join("")}`,
    kind: city.kind,
    quantity: `${city.kind} ${city.quantity}`,
    dimensions: shapes.map((shape) => {
      const { id, isSecret, all } = city.shapes[shape]!;
      return { id, isSecret, all };
    }),
    cells: [...cells.values()] satisfies FinestCell[],
  };
}
