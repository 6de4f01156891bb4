import {
  type Count,
  decimalText,
  type Election,
  type Explanation,
  type Fraction,
  fraction,
  fractionText,
  type Outcome,
  type PabulibElection,
  type Payers,
} from "@husting/assembly";

/** Decimals of amounts beside their exact fraction. */
const PLACES = 6;

/** The count as one object with stable keys (docs/budgets.md). All money is in units of currency. */
export function budgetJson(file: PabulibElection, count: Count, explanation: Explanation): object {
  const { election, names, notices, currency, selected } = file;
  const { profile, rule, winners, ties } = count;
  const idOf = (project: number): string => election.projects[project]!.id;
  const ids = (projects: readonly number[]): string[] =>
    projects.toSorted((a, b) => profile.rank[a]! - profile.rank[b]!).map(idOf);
  const money = (smallest: number): number => Number(moneyText(election, smallest));
  return {
    ok: true,
    rule: { ...rule, tieRule: "project-id" },
    currency,
    budget: money(election.budget),
    voters: election.voters,
    ballots: profile.kinds,
    winners: ids(winners),
    cost: money(count.cost),
    ties: ties.map(({ stage, after, projects }) => ({
      stage,
      after,
      taken: idOf(projects[0]!),
      projects: projects.map(idOf),
      notElected: projects.filter((project) => !winners.includes(project)).map(idOf),
    })),
    explanation: {
      endowment: endowmentJson(election, explanation),
      projects: election.projects.map(({ id, cost }, project) => {
        const { supporters, points, outcome } = explanation.project(project);
        return {
          id,
          name: names[project],
          cost: money(cost),
          supporters,
          points,
          won: winners.includes(project),
          ...outcomeJson(election, outcome),
        };
      }),
      voters: Array.from({ length: profile.kinds }, (_, kind) => {
        const { voters, paid, left, wonUnpaid, lost } = explanation.kind(kind);
        return {
          voters,
          paid: Object.fromEntries(
            paid.map(({ project, amount }) => [idOf(project), places(election, amount)]),
          ),
          left: left === null ? null : places(election, left),
          wonUnpaid: ids(wonUnpaid),
          lost: ids(lost),
        };
      }),
    },
    selectedInFile: selected,
    notices,
  };
}

function moneyText({ decimals }: Election, smallest: number): string {
  return decimalText(fraction(BigInt(smallest), 10n ** BigInt(decimals)), decimals);
}

function inCurrency({ decimals }: Election, smallest: Fraction): Fraction {
  return fraction(smallest.numerator, smallest.denominator * 10n ** BigInt(decimals));
}

function places(election: Election, smallest: Fraction): string {
  return decimalText(inCurrency(election, smallest), PLACES);
}

/** An amount: exact, and rounded to be read. */
function amount(election: Election, smallest: Fraction): object {
  const exact = inCurrency(election, smallest);
  return { exact: fractionText(exact), decimal: decimalText(exact, PLACES) };
}

function endowmentJson(election: Election, explanation: Explanation): object | null {
  const endowment = explanation.endowment();
  if (endowment === null) return null;
  const { equalPart, counted, steps, beyond } = endowment;
  return {
    equalPart: amount(election, equalPart),
    counted: amount(election, counted),
    steps,
    beyond:
      beyond === null
        ? null
        : {
            endowment: amount(election, beyond.endowment),
            cost: Number(moneyText(election, beyond.cost)),
            project: election.projects[beyond.project]!.id,
          },
  };
}

function outcomeJson(election: Election, outcome: Outcome): object {
  const money = (smallest: Fraction): object => amount(election, smallest);
  switch (outcome.code) {
    case "bought": {
      const { code, place, share, price, payers } = outcome;
      // A price per utility = cost is a share of one's worth and has no unit; the others are money.
      const plain = { exact: fractionText(price), decimal: decimalText(price, 2 * PLACES) };
      return { why: code, place, share: money(share), price: plain, payers: payersJson(election, payers) };
    }
    case "earned":
      return {
        why: outcome.code,
        place: outcome.place,
        load: money(outcome.load),
        payers: payersJson(election, outcome.payers),
      };
    case "fitted": {
      const { place, completion, left } = outcome;
      return { why: outcome.code, place, completion, left: Number(moneyText(election, left)) };
    }
    case "too-little-left": {
      const { had, missing, left } = outcome;
      return {
        why: outcome.code,
        had: money(had),
        missing: money(missing),
        ...(left === null ? {} : { left: Number(moneyText(election, left)) }),
      };
    }
    case "did-not-fit":
      return { why: outcome.code, left: Number(moneyText(election, outcome.left)) };
    case "count-ended":
      return { why: outcome.code, load: money(outcome.load) };
    default:
      return { why: outcome.code };
  }
}

function payersJson(election: Election, { full, last, nothingLeft }: Payers): object {
  const money = (smallest: Fraction): object => amount(election, smallest);
  return {
    full: full.map(({ points, voters, each }) => ({ points, voters, each: money(each) })),
    last:
      last === null
        ? null
        : {
            voters: last.voters,
            together: money(last.together),
            least: money(last.least),
            most: money(last.most),
          },
    nothingLeft,
  };
}
