/**
 * The candidate models of CalTRACK 2.0 daily (3.2–3.4): every whole-degree balance point 30–90 °F, heating and cooling,
 * and every pair with the heating balance point not above the cooling one.
 *
 * A balance point is a whole degree, so a day belongs to one of 62 classes (under 30, 30–31, …, 90 and over), and each
 * candidate's normal equations follow from running sums over the classes. A day is never both under the heating and
 * over the cooling balance point, so the cross product of the two is zero before centring, and every candidate is O(1).
 */

export type DailyModelType = "intercept_only" | "hdd_only" | "cdd_only" | "cdd_hdd";

/** `not-attempted`: too few degree days to estimate a slope; `disqualified`: a negative slope or intercept. */
export type CandidateStatus = "qualified" | "disqualified" | "not-attempted";

export const lowestBalanceF = 30;
export const highestBalanceF = 90;
export const balances = highestBalanceF - lowestBalanceF + 1;
// Centring on a mild temperature keeps the sums of squares small against the differences taken between them.
const centreF = 60;

// CalTRACK 2.0, 3.2.1.x as openeemeter has them: ten days over zero and twenty degree days in all (°F).
const leastDays = 10;
export const leastDegreeDays = 20;

/** Per balance point: the sum and centred sum of squares of degree days, and their product with use. */
export interface Side {
  readonly sum: Float64Array;
  readonly sxx: Float64Array;
  readonly sxy: Float64Array;
  readonly estimable: Uint8Array;
}

export interface CandidateSums {
  /** Rows of the regression: days, or bills. */
  readonly observations: number;
  /** Sum of the rows' weights: the number of days, also for bills. */
  readonly days: number;
  readonly meanKwh: number;
  /** Total (weighted) sum of squares of use about its mean. */
  readonly syy: number;
  readonly heating: Side;
  readonly cooling: Side;
  /** Uncentred products of heating and cooling degree days, [heating · 61 + cooling]; undefined where all are zero. */
  readonly cross: Float64Array | undefined;
}

/** Sums over gap-free days; `temperatureF` daily means, `useKwh` of the same length. */
export function sumDays(useKwh: Float64Array, temperatureF: Float64Array): CandidateSums {
  const n = useKwh.length;
  const classes = balances + 1;
  const count = new Float64Array(classes);
  const t1 = new Float64Array(classes);
  const t2 = new Float64Array(classes);
  const y1 = new Float64Array(classes);
  const ty = new Float64Array(classes);
  const atBalance = new Float64Array(balances);
  let total = 0;
  for (let i = 0; i < n; i++) total += useKwh[i]!;
  const meanKwh = total / n;
  let syy = 0;
  for (let i = 0; i < n; i++) {
    const temperature = temperatureF[i]!;
    const y = useKwh[i]! - meanKwh;
    const t = temperature - centreF;
    const whole = Math.floor(temperature);
    const k = whole < lowestBalanceF ? 0 : whole >= highestBalanceF ? balances : whole - lowestBalanceF + 1;
    count[k]! += 1;
    t1[k]! += t;
    t2[k]! += t * t;
    y1[k]! += y;
    ty[k]! += t * y;
    syy += y * y;
    if (whole === temperature && whole >= lowestBalanceF && whole <= highestBalanceF) {
      atBalance[whole - lowestBalanceF]! += 1;
    }
  }
  const heating = emptySide();
  const cooling = emptySide();
  const running = { count: 0, t1: 0, t2: 0, y1: 0, ty: 0 };
  for (let b = 0; b < balances; b++) {
    running.count += count[b]!;
    running.t1 += t1[b]!;
    running.t2 += t2[b]!;
    running.y1 += y1[b]!;
    running.ty += ty[b]!;
    put(heating, b, 1, running, running.count, n);
  }
  running.count = running.t1 = running.t2 = running.y1 = running.ty = 0;
  for (let b = balances - 1; b >= 0; b--) {
    running.count += count[b + 1]!;
    running.t1 += t1[b + 1]!;
    running.t2 += t2[b + 1]!;
    running.y1 += y1[b + 1]!;
    running.ty += ty[b + 1]!;
    put(cooling, b, -1, running, running.count - atBalance[b]!, n);
  }
  return { observations: n, days: n, meanKwh, syy, heating, cooling, cross: undefined };
}

export function emptySide(): Side {
  return {
    sum: new Float64Array(balances),
    sxx: new Float64Array(balances),
    sxy: new Float64Array(balances),
    estimable: new Uint8Array(balances),
  };
}

function put(
  side: Side,
  b: number,
  sign: 1 | -1,
  running: { count: number; t1: number; t2: number; y1: number; ty: number },
  daysOverZero: number,
  n: number,
): void {
  const balance = lowestBalanceF + b - centreF;
  const sum = sign * (running.count * balance - running.t1);
  const squares = running.count * balance * balance - 2 * balance * running.t1 + running.t2;
  const sxx = squares - (sum * sum) / n;
  side.sum[b] = sum;
  side.sxx[b] = sxx;
  side.sxy[b] = sign * (balance * running.y1 - running.ty);
  // Degree days that are alike on all days cannot be told from the intercept.
  const varies = sxx > 1e-10 * squares;
  side.estimable[b] = daysOverZero >= leastDays && sum >= leastDegreeDays && varies ? 1 : 0;
}

/** Called once a candidate. Slopes are per °F and day; those a candidate does not have are 0, balance points −1. */
export type VisitCandidate = (
  type: DailyModelType,
  heatingBalanceF: number,
  coolingBalanceF: number,
  status: CandidateStatus,
  rSquaredAdjusted: number,
  intercept: number,
  betaHdd: number,
  betaCdd: number,
) => void;

/** Visits the candidates in openeemeter's order: no slope, heating, cooling, then pairs by cooling balance point. */
export function visitCandidates(
  sums: CandidateSums,
  allow: { readonly heating: boolean; readonly cooling: boolean },
  visit: VisitCandidate,
): void {
  const { observations, days, meanKwh, syy, heating, cooling } = sums;
  visit("intercept_only", -1, -1, meanKwh < 0 ? "disqualified" : "qualified", 0, meanKwh, 0, 0);
  const oneSlope = (observations - 1) / (observations - 2);
  const twoSlopes = (observations - 1) / (observations - 3);
  if (allow.heating) {
    for (let h = 0; h < balances; h++) {
      const balance = lowestBalanceF + h;
      if (heating.estimable[h] === 0) {
        visit("hdd_only", balance, -1, "not-attempted", 0, 0, 0, 0);
        continue;
      }
      const beta = heating.sxy[h]! / heating.sxx[h]!;
      const intercept = meanKwh - (beta * heating.sum[h]!) / days;
      const adjusted = 1 - (1 - (beta * heating.sxy[h]!) / syy) * oneSlope;
      visit(
        "hdd_only",
        balance,
        -1,
        beta < 0 || intercept < 0 ? "disqualified" : "qualified",
        adjusted,
        intercept,
        beta,
        0,
      );
    }
  }
  if (allow.cooling) {
    for (let c = 0; c < balances; c++) {
      const balance = lowestBalanceF + c;
      if (cooling.estimable[c] === 0) {
        visit("cdd_only", -1, balance, "not-attempted", 0, 0, 0, 0);
        continue;
      }
      const beta = cooling.sxy[c]! / cooling.sxx[c]!;
      const intercept = meanKwh - (beta * cooling.sum[c]!) / days;
      const adjusted = 1 - (1 - (beta * cooling.sxy[c]!) / syy) * oneSlope;
      visit(
        "cdd_only",
        -1,
        balance,
        beta < 0 || intercept < 0 ? "disqualified" : "qualified",
        adjusted,
        intercept,
        0,
        beta,
      );
    }
  }
  if (!(allow.heating && allow.cooling)) return;
  const perDay = 1 / days;
  const perSyy = 1 / syy;
  for (let c = 0; c < balances; c++) {
    const coolingSum = cooling.sum[c]!;
    const cxx = cooling.sxx[c]!;
    const cxy = cooling.sxy[c]!;
    for (let h = 0; h <= c; h++) {
      const hxx = heating.sxx[h]!;
      const hxy = heating.sxy[h]!;
      const product = sums.cross === undefined ? 0 : sums.cross[h * balances + c]!;
      const cross = product - heating.sum[h]! * coolingSum * perDay;
      const determinant = hxx * cxx - cross * cross;
      if (heating.estimable[h] === 0 || cooling.estimable[c] === 0 || determinant <= 1e-10 * hxx * cxx) {
        visit("cdd_hdd", lowestBalanceF + h, lowestBalanceF + c, "not-attempted", 0, 0, 0, 0);
        continue;
      }
      const inverse = 1 / determinant;
      const betaHdd = (hxy * cxx - cxy * cross) * inverse;
      const betaCdd = (cxy * hxx - hxy * cross) * inverse;
      const intercept = meanKwh - (betaHdd * heating.sum[h]! + betaCdd * coolingSum) * perDay;
      const adjusted = 1 - (1 - (betaHdd * hxy + betaCdd * cxy) * perSyy) * twoSlopes;
      const qualified = betaHdd >= 0 && betaCdd >= 0 && intercept >= 0;
      visit(
        "cdd_hdd",
        lowestBalanceF + h,
        lowestBalanceF + c,
        qualified ? "qualified" : "disqualified",
        adjusted,
        intercept,
        betaHdd,
        betaCdd,
      );
    }
  }
}
