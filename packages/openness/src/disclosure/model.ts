import type { LaidCell } from "./layout.ts";
import { amountsByContributor, dominanceGap, primaryReason } from "./primary.ts";
import type { Contribution, DisclosureRules, ReleasedCell } from "./table.ts";

/**
 * Unknowns that no cell tells apart: contributions that lie in the same cells of all releases. What can be worked out
 * from sums and differences of cells is worked out of whole atoms.
 */
export type Atom = {
  readonly contributors: ReadonlySet<string>;
  /** What it adds up to, by the latest amounts. */
  readonly value: number;
  /** Contributor by contributor, largest first. */
  readonly amounts: readonly number[];
};

/** Cells of the same unknowns, which tell the same however often they are told. */
export type Row = {
  /** Indices of atoms, ascending. */
  readonly atoms: readonly number[];
  readonly value: number;
  /** Told by an earlier release: nothing can be withheld of it any more. */
  readonly isOut: boolean;
  /** Cells of this release that have it, as indices into the cells the model was made of. */
  readonly cells: readonly number[];
  /** The least height among its cells. */
  readonly height: number;
};

/** A sum of atoms that must stay uncertain. */
export type Target = {
  readonly atoms: readonly number[];
  /** How far above the truth its upper bound must lie. */
  readonly up: number;
  /** How far its bounds must lie apart. */
  readonly width: number;
};

/** What everybody can know of one quantity if all that may be told were told, and what nobody may find out. */
export type Model = {
  readonly kind: "count" | "sum";
  readonly atoms: readonly Atom[];
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
  readonly k: number;
};

type Source = {
  readonly unknowns: readonly string[];
  readonly isOut: boolean;
  readonly cell: number | undefined;
  readonly height: number;
};

/**
 * Cells of one quantity, of this release and of those before.
 * @param cells this release's, primary ones included: they are never rows, but what they hold is protected.
 */
export function modelOf(
  cells: readonly LaidCell[],
  released: readonly ReleasedCell[],
  rules: DisclosureRules,
): Model {
  const unknowns = new Unknowns(cells, released, rules.closest);
  const sources: Source[] = [];
  const guarded: (readonly string[])[] = [];
  for (const cell of released) {
    const members = unknowns.of(cell.contributions);
    if (cell.value !== null) {
      sources.push({ unknowns: members, isOut: true, cell: undefined, height: 0 });
    } else if (primaryReason({ ...cell, emptyPlaces: [] }, rules) !== undefined) guarded.push(members);
  }
  for (const [index, cell] of cells.entries()) {
    const members = [...unknowns.of(cell.contributions), ...cell.emptyPlaces];
    if (primaryReason(cell, rules) === undefined) {
      sources.push({ unknowns: members, isOut: false, cell: index, height: cell.height });
    } else guarded.push(members);
  }
  const kind = cells[0]?.kind ?? "count";
  const { atoms, rows, atomOf } = assemble(sources, unknowns);
  const targets = atoms.flatMap((atom, index) => targetOf(atom, index, kind, rules) ?? []);
  // A count's small cells consist of small atoms and are uncertain when these are; sums may balance each other.
  if (kind === "sum") {
    const seen = new Set(targets.map((target) => target.atoms.join()));
    for (const members of guarded) {
      const target = guardedTarget(members, atoms, atomOf, unknowns, rules);
      if (target !== undefined && !seen.has(target.atoms.join())) {
        seen.add(target.atoms.join());
        targets.push(target);
      }
    }
  }
  return { kind, atoms, rows, targets, k: rules.k };
}

/** What each contributor adds, by the latest that is known of it. */
class Unknowns {
  readonly #latest = new Map<string, Contribution>();
  readonly #largest = new Map<string, number>();
  readonly #closest: number;

  constructor(cells: readonly LaidCell[], released: readonly ReleasedCell[], closest: number) {
    this.#closest = closest;
    for (const { contributions } of [...released, ...cells]) {
      for (const contribution of contributions) {
        const key = keyOf(contribution);
        this.#latest.set(key, contribution);
        this.#largest.set(key, Math.max(this.#largest.get(key) ?? 0, contribution.amount));
      }
    }
  }

  /**
   * The unknowns of a cell. An amount that was corrected from nearly nothing was not in the cell before: the correction
   * is then nearly the amount, and must not be found by comparing.
   */
  of(contributions: readonly Contribution[]): string[] {
    return contributions.flatMap((contribution) => {
      const key = keyOf(contribution);
      return contribution.amount <= this.#closest * (this.#largest.get(key) ?? 0) ? [] : key;
    });
  }

  get(key: string): Contribution | undefined {
    return this.#latest.get(key);
  }
}

function keyOf({ contributor, part = "" }: Contribution): string {
  return JSON.stringify([contributor, part]);
}

function assemble(sources: readonly Source[], unknowns: Unknowns) {
  const distinct = new Map<string, Source[]>();
  for (const source of sources) {
    const key = JSON.stringify(source.unknowns.toSorted());
    if (source.unknowns.length > 0) distinct.set(key, [...(distinct.get(key) ?? []), source]);
  }
  const groups = [...distinct.values()];
  const patterns = new Map<string, number[]>();
  for (const [row, [source]] of groups.entries()) {
    for (const unknown of source?.unknowns ?? []) {
      const pattern = patterns.get(unknown);
      if (pattern === undefined) patterns.set(unknown, [row]);
      else pattern.push(row);
    }
  }
  const membersByPattern = new Map<string, string[]>();
  for (const [unknown, pattern] of patterns) {
    const members = membersByPattern.get(pattern.join());
    if (members === undefined) membersByPattern.set(pattern.join(), [unknown]);
    else members.push(unknown);
  }
  const atomOf = new Map<string, number>();
  const memberLists = [...membersByPattern.values()];
  const atoms = memberLists.map((members, index): Atom => {
    for (const unknown of members) atomOf.set(unknown, index);
    const contributions = members.flatMap((unknown) => unknowns.get(unknown) ?? []);
    const amounts = amountsByContributor(contributions);
    return {
      contributors: new Set(contributions.map(({ contributor }) => contributor)),
      value: amounts.reduce((sum, amount) => sum + amount, 0),
      amounts,
    };
  });
  const rows = groups.map((group): Row => {
    const inRow = new Set(group[0]?.unknowns.map((unknown) => atomOf.get(unknown) ?? 0));
    const list = [...inRow].sort((left, right) => left - right);
    return {
      atoms: list,
      value: list.reduce((sum, atom) => sum + (atoms[atom]?.value ?? 0), 0),
      isOut: group.some(({ isOut }) => isOut),
      cells: group.flatMap(({ cell }) => cell ?? []),
      height: Math.min(...group.map(({ height }) => height)),
    };
  });
  return { atoms, rows, atomOf, memberLists };
}

/** What must stay uncertain of one atom; undefined where it may be told by itself. */
function targetOf(
  atom: Atom,
  index: number,
  kind: "count" | "sum",
  rules: DisclosureRules,
): Target | undefined {
  const have = atom.contributors.size;
  if (kind === "count") {
    return have < rules.k ? { atoms: [index], up: rules.k - have, width: rules.k } : undefined;
  }
  if (have > 0 && have < rules.k) {
    const up = rules.closest * atom.value;
    return { atoms: [index], up, width: 2 * up };
  }
  const gap = dominanceGap(atom.amounts, rules.closest);
  return gap > 0 ? { atoms: [index], up: gap, width: gap } : undefined;
}

/** What must stay uncertain of a sum that is withheld for its own sake. */
function guardedTarget(
  members: readonly string[],
  atoms: readonly Atom[],
  atomOf: ReadonlyMap<string, number>,
  unknowns: Unknowns,
  rules: DisclosureRules,
): Target | undefined {
  const touched = new Set<number>();
  for (const unknown of members) {
    const atom = atomOf.get(unknown);
    // In no row at all: nothing is told of it.
    if (atom === undefined) return undefined;
    touched.add(atom);
  }
  if (touched.size === 0) return undefined;
  const contributions = members.flatMap((unknown) => unknowns.get(unknown) ?? []);
  const amounts = amountsByContributor(contributions);
  const value = amounts.reduce((sum, amount) => sum + amount, 0);
  const held = [...touched].reduce((sum, atom) => sum + (atoms[atom]?.value ?? 0), 0);
  const own = amounts.length < rules.k ? rules.closest * value : dominanceGap(amounts, rules.closest);
  const up = value + own - held;
  // Its atoms hold so much else that they hide it.
  if (own <= 0 || up <= 0) return undefined;
  const isWhole = held - value <= 1e-9 * held;
  const width = isWhole && amounts.length < rules.k ? 2 * own : up;
  return { atoms: [...touched].sort((left, right) => left - right), up, width };
}
