import type { Atom } from "./model.ts";
import { amountsByContributor, dominanceGap, ranked } from "./primary.ts";
import type { DisclosureRules } from "./table.ts";

/** A sum of atoms that must stay uncertain. */
export type Target = {
  readonly atoms: readonly number[];
  /** How far above the truth its upper bound must lie. */
  readonly up: number;
  /** How far its bounds must lie apart. */
  readonly width: number;
  /** Whose amount no other contributor may bound, who knows his own. */
  readonly against?: Against;
};

export type Against = {
  readonly largest: string;
  /** How far above the truth the upper bound of somebody must lie who has nothing in the target. */
  readonly up: number;
};

/** A contributor, who knows that each atom is at least what he has in it. */
export type Intruder = {
  readonly contributor: string;
  readonly has: readonly (readonly [atom: number, amount: number])[];
};

/** A withheld cell: which atoms it touches, and what is in it. */
type Held = {
  readonly atoms: ReadonlySet<number>;
  readonly isHidden: boolean;
  readonly amounts: ReadonlyMap<string, number>;
};

/** Most atoms of one contributor of which every union is looked at; of more, unions of three and the whole. */
const MOST_PARTS = 6;

/**
 * What must stay uncertain.
 *
 * Of a count: every atom of fewer than k people, empty places that say something included. Its upper bound must reach
 * k, and its bounds must lie k apart. Withheld cells consist of such atoms and are then as uncertain.
 *
 * Of a sum: every atom of fewer than k contributors by the share `closest` to either side, and wherever one contributor is
 * nearly all of an atom, of several atoms that he is in, or of a withheld cell, his amount by that share.
 */
export function targetsOf(
  kind: "count" | "sum",
  atoms: readonly Atom[],
  held: readonly Held[],
  rules: DisclosureRules,
): Target[] {
  if (kind === "count") {
    return atoms.flatMap(({ amounts }, index) =>
      amounts.size < rules.k ? { atoms: [index], up: rules.k - amounts.size, width: rules.k } : [],
    );
  }
  const targets = new Map<string, Target>();
  const add = (list: readonly number[], amounts: ReadonlyMap<string, number>) => {
    const name = list.join();
    if (targets.has(name)) return;
    const target = sumTarget(list, amounts, rules);
    if (target !== undefined) targets.set(name, target);
  };
  for (const [index, { amounts }] of atoms.entries()) add([index], amounts);
  for (const list of unionsOf(atoms)) {
    add(
      list,
      amountsByContributor(
        list.flatMap((atom) =>
          [...(atoms[atom]?.amounts ?? [])].map(([contributor, amount]) => ({ contributor, amount })),
        ),
      ),
    );
  }
  for (const { atoms: touched, isHidden, amounts } of held) {
    if (isHidden || touched.size === 0) continue;
    const list = [...touched].sort((left, right) => left - right);
    const value = total(amounts);
    const rest = list.reduce((sum, atom) => sum + (atoms[atom]?.value ?? 0), 0) - value;
    if (rest <= 1e-9 * value) add(list, amounts);
    else {
      // It shares atoms with others: what they hold beside it hides it as well.
      const target = sumTarget(list, amounts, rules);
      const up = (target?.up ?? 0) - rest;
      const known = targets.get(list.join());
      if (up > (known?.up ?? 0)) {
        targets.set(list.join(), { ...known, atoms: list, up, width: Math.max(up, known?.width ?? 0) });
      }
    }
  }
  return [...targets.values()];
}

/** The sets of atoms, two or more, that one contributor's parts lie in. */
function unionsOf(atoms: readonly Atom[]): readonly (readonly number[])[] {
  const atomsOf = new Map<string, number[]>();
  for (const [index, { amounts }] of atoms.entries()) {
    for (const contributor of amounts.keys()) {
      atomsOf.set(contributor, [...(atomsOf.get(contributor) ?? []), index]);
    }
  }
  const unions = new Map<string, readonly number[]>();
  for (const list of new Map([...atomsOf.values()].map((own) => [own.join(), own])).values()) {
    if (list.length < 2) continue;
    const most = list.length > MOST_PARTS ? 3 : list.length;
    const subsets = list.reduce<(readonly number[])[]>(
      (sets, atom) => sets.flatMap((set) => (set.length < most ? [set, [...set, atom]] : [set])),
      [[]],
    );
    unions.set(list.join(), list);
    for (const subset of subsets) if (subset.length > 1) unions.set(subset.join(), subset);
  }
  return [...unions.values()];
}

function sumTarget(
  list: readonly number[],
  amounts: ReadonlyMap<string, number>,
  { k, closest }: DisclosureRules,
): Target | undefined {
  const order = ranked(amounts);
  const value = total(amounts);
  const gap = dominanceGap(order, closest);
  const isSmall = order.length > 0 && order.length < k;
  if (!isSmall && gap <= 0) return undefined;
  const most = order[0] ?? 0;
  const largest = [...amounts].find(([, amount]) => amount === most)?.[0] ?? "";
  const up = isSmall ? Math.max(closest * value, gap) : gap;
  const width = isSmall ? Math.max(2 * closest * value, up) : up;
  return { atoms: list, up, width, against: { largest, up: (1 + closest) * most - value } };
}

/** Everybody worth asking what he knows: of those in one atom only, the two largest of each. */
export function intrudersOf(atoms: readonly Atom[]): Intruder[] {
  const has = new Map<string, [number, number][]>();
  for (const [index, { amounts }] of atoms.entries()) {
    for (const [contributor, amount] of amounts) {
      const list = has.get(contributor);
      if (list === undefined) has.set(contributor, [[index, amount]]);
      else list.push([index, amount]);
    }
  }
  return [...has].flatMap(([contributor, list]) => {
    const [atom, amount] = list[0] ?? [0, 0];
    const isOneOfMany = list.length === 1 && amount < (ranked(atoms[atom]?.amounts ?? new Map())[1] ?? 0);
    return isOneOfMany ? [] : { contributor, has: list };
  });
}

function total(amounts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const amount of amounts.values()) sum += amount;
  return sum;
}
