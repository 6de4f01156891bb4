import { fail, ok, type Result } from "@husting/series";
import { fraction, quotient } from "./fraction.ts";
import type { Profile } from "./profile.ts";
import { equalEndowment, type SharesCounter, type SharesRun } from "./shares.ts";

/** The endowment would have to be raised so often that nobody waits for it. */
export interface TooManySteps {
  readonly code: "too-many-steps";
  readonly steps: number;
}

export interface AddOneRun {
  readonly run: SharesRun;
  /** How often the endowment was raised in the run that counts; 0 for that of the budget's equal parts. */
  readonly steps: number;
  /** The next run, which would have overspent; null when the count ended because nothing more can be bought. */
  readonly beyond: SharesRun | null;
}

/** Looks at an entry of a ballot, some ten nanoseconds each: a minute or so in all. */
const MOST_WORK = 4_000_000_000;
/** What a run costs beside its entries, in such looks. */
const WORK_OF_RUN = 1000;

/**
 * Add1 (Peters, Pierczyński & Skowron 2021, section 5; as the reference tool of equalshares.net counts): the Method of Equal Shares with the budget's equal parts; then with
 * endowments of whole units of currency, from the first above the equal part, one unit more each time, until the next outcome would
 * cost more than the budget. The last that did not counts. `exhaustive` also ends as soon as no further project fits into the budget.
 *
 * @param mostWork how much may be looked at before the count is given up.
 */
export function addOne(
  counter: SharesCounter,
  profile: Profile,
  exhaustive: boolean,
  mostWork = MOST_WORK,
): Result<AddOneRun, TooManySteps> {
  const { budget, voters, decimals, projects } = profile.election;
  const unit = 10n ** BigInt(decimals);
  const open = (run: SharesRun): number[] => {
    const bought = new Set(run.purchases.map(({ project }) => project));
    return projects.map((_, p) => p).filter((p) => counter.competes(p) && !bought.has(p));
  };
  const mostSteps = mostWork / (WORK_OF_RUN + profile.supporter.length + profile.kinds + projects.length);
  let run = counter.run(equalEndowment(budget, voters));
  if (voters === 0) return ok({ run, steps: 0, beyond: null });
  let units = BigInt(budget) / (BigInt(voters) * unit);
  const firstUnits = units;
  for (let counted = 0; counted < mostSteps; counted++) {
    const rest = open(run);
    const fits = rest.some((p) => run.cost + projects[p]!.cost <= budget);
    const steps = Number(units - firstUnits);
    if (rest.length === 0 || (exhaustive && !fits)) return ok({ run, steps, beyond: null });
    const nextUnits = units + 1n;
    const next = counter.run(fraction(nextUnits * unit), budget);
    if (next.cost > budget) return ok({ run, steps, beyond: next });
    const same = samePurchases(run, next);
    run = next;
    units = nextUnits;
    if (!same) continue;
    // Endowments at which surely nothing else is bought are passed over: the run before that one stands for them.
    const sure = sureUnits(counter, profile, run, open(run), unit);
    if (sure > units) {
      units = sure;
      run = counter.run(fraction(units * unit), budget);
    }
  }
  return fail({ code: "too-many-steps", steps: Math.floor(mostSteps) });
}

function samePurchases(a: SharesRun, b: SharesRun): boolean {
  return (
    a.purchases.length === b.purchases.length &&
    a.purchases.every(({ project }, i) => project === b.purchases[i]!.project)
  );
}

/**
 * The greatest number of whole units known to buy just what `run` buys. When everybody paid the full share, more money changes no
 * share, only what is left. Then a further project p can come in between only when its supporters' endowments cover its cost and what they paid for
 * projects with a lower price than p's least possible; before, what is bought, and for how much, stays as it is. 0 when this is not so.
 */
function sureUnits(
  counter: SharesCounter,
  profile: Profile,
  run: SharesRun,
  open: readonly number[],
  unit: bigint,
): bigint {
  if (run.spentOn.some((purchase) => purchase >= 0)) return 0n;
  const { supporterStart, supporter, supporters, weight, kindStart, kindProject, kindPoints, election } =
    profile;
  const shareOf = new Float64Array(election.projects.length).fill(-1);
  for (const { project, share } of run.purchases)
    shareOf[project] = quotient(share.numerator, share.denominator);
  let least = Number.POSITIVE_INFINITY;
  for (const p of open) {
    const { cost } = election.projects[p]!;
    let needed = cost;
    for (let i = supporterStart[p]!; i < supporterStart[p + 1]!; i++) {
      const kind = supporter[i]!;
      for (let j = kindStart[kind]!; j < kindStart[kind + 1]!; j++) {
        const bought = kindProject[j]!;
        const share = shareOf[bought]!;
        if (share >= 0 && counter.leastPrice(bought) < counter.leastPrice(p) * (1 - 1e-12))
          needed += weight[kind]! * kindPoints[j]! * share;
      }
    }
    least = Math.min(least, needed / supporters[p]!);
  }
  // A billionth off for what doubles round.
  const sure = Math.floor((least * (1 - 1e-9)) / Number(unit)) - 1;
  return sure > 0 && Number.isSafeInteger(sure) ? BigInt(sure) : 0n;
}
