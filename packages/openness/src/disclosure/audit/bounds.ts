import type { Highs } from "highs";
import { contributorOf, correctedIn, heldIn, type KnownCell, latestAmounts } from "./known.ts";

/** A cell whose figure can be told too closely from what was told around it. */
export type Bound = {
  readonly cell: string;
  readonly from: number;
  readonly to: number;
  readonly truth: number;
  /** Releases before the cell's say as much by themselves: nothing that could have been withheld made it so. */
  readonly isFromBefore: boolean;
};

/** What an attacker takes as unknowns and equations. */
type Picture = {
  /** Truth of each unknown, at least 0. */
  readonly values: readonly number[];
  readonly equations: readonly Equation[];
  readonly targets: readonly Target[];
};

type Equation = {
  readonly columns: readonly number[];
  /** The first release that told it. */
  readonly release: number;
  /** All that was corrected in it since it was told: so far does the figure not hold any more. */
  readonly off: number;
};

type Target = {
  readonly name: string;
  readonly release: number;
  readonly columns: readonly number[];
  readonly truth: number;
  /** The upper bound must reach this. */
  readonly reach: number;
  /** The bounds must lie this far apart. */
  readonly width: number;
};

/** Part of a value that the solver's tolerance may make. */
const TOLERANCE = 1e-5;

/** By somebody who has one release's tables and knows nobody: unknown is every finest cell. */
export function boundAsOutsider(
  highs: Highs,
  cells: readonly KnownCell[],
  k: number,
  closest: number,
): Bound[] {
  const tables = Map.groupBy(cells, (cell) => `${cell.release} ${cell.table}`);
  return [...tables.values()].flatMap((table) => {
    const finest = [...new Set(table.flatMap((cell) => cell.finest))];
    const columnOf = new Map(finest.map((name, column) => [name, column]));
    const values = finest.map(() => 0);
    for (const cell of table) {
      if (cell.finest.length === 1) {
        values[columnOf.get(cell.finest[0]!)!] = cell.unknowns.reduce((sum, { amount }) => sum + amount, 0);
      }
    }
    const columnsOf = (cell: KnownCell) => cell.finest.map((name) => columnOf.get(name)!);
    const equations = table.flatMap((cell) =>
      cell.told === undefined ? [] : { columns: columnsOf(cell), off: 0, release: 0 },
    );
    const targets = table.flatMap(
      (cell) => targetOf(cell, columnsOf(cell), amountsOf(cell.unknowns), k, closest) ?? [],
    );
    return attack(highs, { values, equations, targets });
  });
}

/** By somebody who has all releases and knows who was in which cell: unknown are the groups no told cell parts. */
export function boundAsInsider(
  highs: Highs,
  cells: readonly KnownCell[],
  k: number,
  closest: number,
): Bound[] {
  const held = heldIn(cells, closest);
  const latest = latestAmounts(cells);
  const patterns = new Map<string, string>();
  // Withheld cells part groups as well: then every cell is a sum of groups, and no equation is added.
  for (const [index, cell] of cells.entries()) {
    for (const key of held(cell)) patterns.set(key, `${patterns.get(key) ?? ""},${index}`);
    if (cell.kind === "count" && !cell.isVoid && cell.finest.length === 1 && cell.unknowns.length === 0) {
      for (const [other, holder] of cells.entries()) {
        if (holder.release !== cell.release || !holder.finest.includes(cell.finest[0]!)) continue;
        const key = `\n${cell.finest[0]}`;
        patterns.set(key, `${patterns.get(key) ?? ""},${other}`);
      }
    }
  }
  const groups = [...Map.groupBy(patterns.keys(), (key) => patterns.get(key)!)];
  const columnsOf = cells.map((): number[] => []);
  for (const [column, [pattern]] of groups.entries()) {
    for (const index of pattern.split(",").slice(1)) columnsOf[Number(index)]!.push(column);
  }
  const values = groups.map(([, keys]) => keys.reduce((sum, key) => sum + (latest.get(key) ?? 0), 0));
  const equations = new Map<string, Equation>();
  for (const [index, cell] of cells.entries()) {
    if (cell.told === undefined) continue;
    const columns = columnsOf[index]!;
    const off = correctedIn(cell, latest, closest);
    const other = equations.get(columns.join());
    const release = other?.release ?? cell.release;
    equations.set(columns.join(), { columns, off: Math.min(off, other?.off ?? off), release });
  }
  const targets = cells.flatMap((cell, index) => {
    const unknowns = held(cell).map((key) => ({
      contributor: contributorOf(key),
      amount: latest.get(key)!,
    }));
    return targetOf(cell, columnsOf[index]!, amountsOf(unknowns), k, closest) ?? [];
  });
  const found = attack(highs, { values, equations: [...equations.values()], targets });
  return found.map((bound) => {
    const target = targets.find(({ name }) => name === bound.cell)!;
    const before = [...equations.values()].filter(({ release }) => release < target.release);
    const [alone] = attack(highs, { values, equations: before, targets: [target] });
    if (alone === undefined) return bound;
    const slack = TOLERANCE * Math.max(target.reach, bound.truth);
    const isFromBefore =
      bound.to >= Math.min(target.reach, alone.to) - slack &&
      bound.to - bound.from >= Math.min(target.width, alone.to - alone.from) - slack;
    return { ...bound, isFromBefore };
  });
}

function amountsOf(unknowns: readonly { readonly contributor: string; readonly amount: number }[]): number[] {
  const amounts = new Map<string, number>();
  for (const { contributor, amount } of unknowns) {
    amounts.set(contributor, (amounts.get(contributor) ?? 0) + amount);
  }
  return [...amounts.values()].sort((left, right) => right - left);
}

/** What must not be known of a withheld cell; undefined where it was withheld for others' sake only. */
function targetOf(
  cell: KnownCell,
  columns: readonly number[],
  amounts: readonly number[],
  k: number,
  closest: number,
): Target | undefined {
  if (cell.told !== undefined || cell.isVoid || columns.length === 0) return undefined;
  const name = `${cell.release + 1}:${cell.table}[${cell.at.join(", ")}]`;
  const truth = amounts.reduce((sum, amount) => sum + amount, 0);
  const shared = { name, release: cell.release, columns };
  if (cell.kind === "count") {
    return amounts.length < k ? { ...shared, truth, reach: k, width: 1 } : undefined;
  }
  if (amounts.length === 0) return undefined;
  if (amounts.length < k) {
    return { ...shared, truth, reach: (1 + closest) * truth, width: 2 * closest * truth };
  }
  const [first = 0, second = 0] = amounts;
  const reach = (1 + closest) * first + second;
  return reach > truth ? { ...shared, truth, reach, width: 0 } : undefined;
}

function attack(highs: Highs, { values, equations, targets }: Picture): Bound[] {
  if (targets.length === 0) return [];
  const none = values.map(() => 0);
  const sums = equations.map(({ columns }) => columns.reduce((sum, column) => sum + values[column]!, 0));
  const starts = [0];
  for (const { columns } of equations) starts.push(starts.at(-1)! + columns.length);
  const indices = equations.flatMap(({ columns }) => columns);
  // Nothing needs to be larger than all that was told, or than what is asked for.
  const most = 4 * Math.max(1, ...sums, ...targets.map(({ reach }) => reach));
  const scale = most / 1000;
  const model = highs.createModel({
    numCols: values.length,
    numRows: equations.length,
    colCost: none,
    colLower: none,
    colUpper: values.map(() => most / scale),
    rowLower: sums.map((sum, index) => (sum - equations[index]!.off) / scale),
    rowUpper: sums.map((sum, index) => (sum + equations[index]!.off) / scale),
    matrix: {
      format: "csr",
      numRows: equations.length,
      numCols: values.length,
      starts,
      indices,
      values: indices.map(() => 1),
    },
  });
  try {
    model.options.set({ output_flag: false, presolve: "off", solver: "simplex" });
    const seen = targets.map(({ truth }) => ({ from: truth, to: truth }));
    const look = (solution: ArrayLike<number>) => {
      for (const [index, { columns }] of targets.entries()) {
        const value = columns.reduce((sum, column) => sum + solution[column]!, 0) * scale;
        const range = seen[index]!;
        range.from = Math.min(range.from, value);
        range.to = Math.max(range.to, value);
      }
    };
    return targets.flatMap((target, index) => {
      const range = seen[index]!;
      const isOpen = () => {
        const slack = TOLERANCE * Math.max(target.reach, target.truth);
        return range.to >= target.reach - slack && range.to - range.from >= target.width - slack;
      };
      for (const direction of [-1, 1]) {
        if (isOpen()) break;
        model.changeColsCost({ kind: "range", from: 0, to: values.length - 1 }, none);
        for (const column of target.columns) model.changeColCost(column, direction);
        model.run();
        if (model.getModelStatus() !== highs.constants.modelStatus.optimal) {
          throw new Error(`no bound of ${target.name}`);
        }
        look(model.getSolution().colValue);
      }
      return isOpen() ? [] : [{ cell: target.name, ...range, truth: target.truth, isFromBefore: false }];
    });
  } finally {
    model.dispose();
  }
}
