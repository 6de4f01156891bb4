import type { Decimal, RegularSeries } from "@husting/series";

/** A known amount over a stretch of time; `counts / 10^decimals` of the consumption it belongs to. */
export interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly counts: bigint;
  /** False when more was used than is known. */
  readonly complete: boolean;
  readonly estimated: boolean;
}

/**
 * An amount that is known as a total over a time that is not exactly one step: several steps (readings were missing), or
 * a part of one. The steps it touches are gaps; the amount is not lost.
 */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly amount: Decimal;
  /** False when it is the least that was used: the device restarted in between. */
  readonly complete: boolean;
  readonly estimated: boolean;
}

export interface StepGrid {
  readonly stepMs: number;
  /** An instant on which a step begins; 0 for steps that begin on whole UTC hours. */
  readonly anchorMs: number;
  /** Pieces up to this long are spread evenly over their steps and marked estimated; 0 spreads nothing. */
  readonly spreadUpToMs: number;
}

export interface Steps {
  readonly series: RegularSeries;
  /** The same steps exactly, in `10^-decimals`; 0 in a gap. */
  readonly counts: readonly bigint[];
  readonly estimated: Uint8Array;
  readonly spans: readonly Span[];
}

const emptySeries = new Float64Array(0);

/**
 * Lays pieces on a grid of steps. A step is measured when pieces without a hole between them cover it exactly; all other
 * amounts become spans. Nothing is lost or made: steps and spans sum to the pieces, exactly.
 * @param pieces in order of time, without overlaps.
 */
export function layOnSteps(pieces: readonly Piece[], decimals: number, grid: StepGrid): Steps {
  const { stepMs, anchorMs } = grid;
  const firstPiece = pieces[0];
  if (firstPiece === undefined) {
    return {
      series: { startMs: anchorMs, stepMs, values: emptySeries },
      counts: [],
      estimated: new Uint8Array(0),
      spans: [],
    };
  }
  const startMs = Math.floor((firstPiece.fromMs - anchorMs) / stepMs) * stepMs + anchorMs;
  const length = Math.ceil((pieces[pieces.length - 1]!.toMs - startMs) / stepMs);
  const values = new Float64Array(length).fill(Number.NaN);
  const counts = new Array<bigint>(length).fill(0n);
  const estimated = new Uint8Array(length);
  const spans: Span[] = [];
  const scale = 10 ** decimals;
  let gathered: Piece | undefined;

  const setStep = (piece: Piece): void => {
    const step = (piece.fromMs - startMs) / stepMs;
    counts[step] = piece.counts;
    values[step] = Number(piece.counts) / scale;
    estimated[step] = piece.estimated ? 1 : 0;
  };
  const release = (): void => {
    if (gathered !== undefined) spans.push(spanOf(gathered, decimals));
    gathered = undefined;
  };
  const lay = (piece: Piece): void => {
    const step = Math.floor((piece.fromMs - startMs) / stepMs);
    const stepFromMs = startMs + step * stepMs;
    const stepToMs = stepFromMs + stepMs;
    if (piece.toMs > stepToMs || !piece.complete) {
      release();
      spans.push(spanOf(piece, decimals));
      return;
    }
    const joined: Piece =
      gathered !== undefined && gathered.toMs === piece.fromMs && gathered.fromMs >= stepFromMs
        ? {
            fromMs: gathered.fromMs,
            toMs: piece.toMs,
            counts: gathered.counts + piece.counts,
            complete: true,
            estimated: gathered.estimated || piece.estimated,
          }
        : piece;
    if (joined === piece) release();
    if (joined.fromMs === stepFromMs && joined.toMs === stepToMs) {
      gathered = undefined;
      setStep(joined);
    } else {
      gathered = joined;
    }
  };
  for (const piece of pieces) {
    const lengthMs = piece.toMs - piece.fromMs;
    if (piece.complete && lengthMs <= grid.spreadUpToMs && crosses(piece, startMs, stepMs)) {
      for (const part of spread(piece, startMs, stepMs)) lay(part);
    } else {
      lay(piece);
    }
  }
  release();
  return { series: { startMs, stepMs, values }, counts, estimated, spans };
}

function crosses(piece: Piece, startMs: number, stepMs: number): boolean {
  return Math.ceil((piece.fromMs - startMs + 1) / stepMs) * stepMs + startMs < piece.toMs;
}

/** A piece cut at the grid, evenly in time; rounding runs on from part to part, so the parts sum to the piece. */
function* spread(piece: Piece, startMs: number, stepMs: number): Generator<Piece> {
  const lengthMs = BigInt(piece.toMs - piece.fromMs);
  let fromMs = piece.fromMs;
  let given = 0n;
  while (fromMs < piece.toMs) {
    const stepToMs = startMs + (Math.floor((fromMs - startMs) / stepMs) + 1) * stepMs;
    const toMs = Math.min(stepToMs, piece.toMs);
    const until = (piece.counts * BigInt(toMs - piece.fromMs)) / lengthMs;
    yield { fromMs, toMs, counts: until - given, complete: true, estimated: true };
    given = until;
    fromMs = toMs;
  }
}

function spanOf(piece: Piece, decimals: number): Span {
  return {
    fromMs: piece.fromMs,
    toMs: piece.toMs,
    amount: { mantissa: piece.counts, decimals },
    complete: piece.complete,
    estimated: piece.estimated,
  };
}
