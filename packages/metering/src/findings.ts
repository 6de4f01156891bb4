import type { Decimal } from "@husting/series";

/** What a plausible rate was taken from: the meter's rating, the meter's own history, or nothing. */
export type LimitBasis = "rating" | "own-history" | "none";

/** Something noticed in readings, with the time it concerns and the figures that explain it. No display text. */
export type Finding =
  | RegisterFinding
  | {
      readonly code: "outside-installation";
      readonly fromMs: number;
      readonly toMs: number;
      readonly readings: number;
    }
  | {
      readonly code: "not-a-measurement";
      readonly fromMs: number;
      readonly toMs: number;
      readonly qualityCode: number;
      readonly readings: number;
    }
  | {
      readonly code: "conflicting-readings";
      readonly fromMs: number;
      readonly toMs: number;
      readonly readings: number;
    }
  | {
      readonly code: "negative-amount";
      readonly fromMs: number;
      readonly toMs: number;
      readonly amount: Decimal;
    }
  | {
      readonly code: "answer-not-used";
      readonly fromMs: number;
      readonly toMs: number;
      readonly questionId: string;
    }
  | SeriesFinding;

/** What happened to a register, told from its readings, from a declaration, or by an answer. */
export type RegisterFinding =
  | {
      readonly code: "rollover";
      readonly fromMs: number;
      readonly toMs: number;
      readonly serial: string;
      readonly amount: Decimal;
      readonly told: "readings" | "answer";
    }
  | {
      readonly code: "reset";
      readonly fromMs: number;
      readonly toMs: number;
      readonly serial: string;
      readonly registerBefore: Decimal;
      readonly registerAfter: Decimal;
      readonly told: "declaration" | "answer";
    }
  | {
      readonly code: "swap";
      readonly fromMs: number;
      readonly toMs: number;
      readonly serial: string;
      readonly told: "installation" | "answer";
    }
  | {
      /** Samples below (dip) or above (spike) what the register could show; left out, the total across them is kept. */
      readonly code: "dip" | "spike";
      readonly fromMs: number;
      readonly toMs: number;
      readonly serial: string;
      readonly badReadings: number;
      readonly worstRegister: Decimal;
      readonly basis: LimitBasis;
      readonly told: "readings" | "answer";
    }
  | {
      /** The same register was sent again and again while the load went on, then it caught up. */
      readonly code: "stuck-register";
      readonly fromMs: number;
      readonly toMs: number;
      readonly serial: string;
      readonly amount: Decimal;
    }
  | {
      readonly code: "wider-than-register";
      readonly fromMs: number;
      readonly toMs: number;
      readonly serial: string;
      readonly registerWidth: number;
      readonly greatest: Decimal;
    }
  | {
      /** So many differences are over the rating that the rating must be wrong; it was not used. */
      readonly code: "rating-contradicted";
      readonly fromMs: number;
      readonly toMs: number;
      readonly serial: string;
      readonly ratedPowerKw: number;
      readonly share: number;
    }
  | {
      readonly code: "no-closing-register";
      readonly fromMs: number;
      readonly toMs: number;
      readonly serial: string;
    };

/** What a regular series looks like; see `checks.ts`. */
export type SeriesFinding =
  | {
      readonly code: "zero-run";
      readonly fromMs: number;
      readonly toMs: number;
      readonly steps: number;
      /** How often, per step with use, zeros begin around this run: how usual a zero is in this load. */
      readonly beginningsPerStep: number;
      /** In a load that goes to zero by itself: its steps with use in a stretch like this one, on average. */
      readonly usualSteps?: number;
    }
  | {
      readonly code: "flatline";
      readonly fromMs: number;
      readonly toMs: number;
      readonly steps: number;
      readonly value: number;
    }
  | {
      readonly code: "spike";
      readonly fromMs: number;
      readonly toMs: number;
      readonly value: number;
      readonly limit: number;
    }
  | {
      readonly code: "out-of-rating";
      readonly fromMs: number;
      readonly toMs: number;
      readonly value: number;
      readonly rating: number;
    }
  | {
      readonly code: "stale";
      readonly fromMs: number;
      readonly toMs: number;
      readonly usualIntervalMs: number;
    };

/** What an undecided break in a register may be, with what each answer would count. */
export type AnswerOption =
  | { readonly kind: "rollover"; readonly amount: Decimal }
  /** The register started from zero; what was used before it stopped is not known. */
  | { readonly kind: "reset"; readonly amount: Decimal }
  /** Readings were wrong, below (dip) or above (spike); the register goes on at `resumesAtMs`, null: not yet. */
  | { readonly kind: "dip" | "spike"; readonly amount: Decimal | null; readonly resumesAtMs: number | null }
  /** Another meter; its opening register, and if known the old one's closing register, come with the answer. */
  | { readonly kind: "swap" }
  /** It was really used. */
  | { readonly kind: "real"; readonly amount: Decimal }
  /** Nobody knows: it stays out of every total. */
  | { readonly kind: "left-out" };

/** A break that cannot be told from the readings. Until it is answered its amount is in quarantine. */
export interface Question {
  /** The same break in the same readings always has the same id. */
  readonly id: string;
  readonly break: "drop" | "jump" | "interval";
  readonly serial: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly registerBefore: Decimal;
  readonly registerAfter: Decimal;
  readonly basis: LimitBasis;
  /** True while few readings have followed: the next ones may settle it. */
  readonly mayResolveItself: boolean;
  readonly options: readonly AnswerOption[];
}

/**
 * What somebody answered to a question. Answers are kept in the order they were given and the last one to a question
 * holds; `withdrawn` undoes the ones before it, and the question is open again.
 */
export interface Answer {
  readonly questionId: string;
  readonly choice:
    | { readonly kind: "rollover" | "reset" | "dip" | "spike" | "real" | "left-out" | "withdrawn" }
    | { readonly kind: "swap"; readonly openingRegister: Decimal; readonly closingRegister: Decimal | null };
}

/** An amount that stands in no total, because it is not known what it is. */
export interface Quarantined {
  readonly questionId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** The raw difference times the multiplier; negative where the register fell. */
  readonly amount: Decimal;
}
