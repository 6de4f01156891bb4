import { type LimitProfile, limitProfiles, type RefundRule, refundRules } from "@husting/indoor";

/** Which records hold in a city, by their ids, as its profile says. */
export interface CityRules {
  readonly limits: string;
  readonly refund: string | null;
}

/** The limits that a city's rooms are held against. @throws RangeError for an id that no record has. */
export function limitsOf({ limits }: Pick<CityRules, "limits">): LimitProfile {
  const profile = limitProfiles.find(({ id }) => id === limits);
  if (profile === undefined) throw new RangeError(`no limits are called ${limits}`);
  return profile;
}

/** What homes that were too cold get back in a city; null where there is no such rule. */
export function refundRuleOf({ refund }: Pick<CityRules, "refund">): RefundRule | null {
  if (refund === null) return null;
  const rule = refundRules.find(({ id }) => id === refund);
  if (rule === undefined) throw new RangeError(`no refund rule is called ${refund}`);
  return rule;
}
