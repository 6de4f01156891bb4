import type { DeliveryReceipt, ReadingColumns, ReadingStore } from "./contract.ts";

/** Deliveries in the few words the contract's tests need: hours after a start, mantissas and decimals. */

export const HOUR_MS = 3_600_000;
export const START_MS = Date.UTC(2024, 0, 1);

/** [hours after the start, mantissa, decimals, quality] */
export type Row = readonly [hour: number, mantissa: number, decimals?: number, quality?: number];

export function columns(rows: readonly Row[], firstRow = 2): ReadingColumns {
  return {
    atMs: Float64Array.from(rows, ([hour]) => START_MS + hour * HOUR_MS),
    mantissa: Float64Array.from(rows, ([, mantissa]) => mantissa),
    decimals: Uint8Array.from(rows, ([, , decimals]) => decimals ?? 0),
    quality: Uint8Array.from(rows, ([, , , quality]) => quality ?? 0),
    row: Float64Array.from(rows, (_, i) => firstRow + i),
  };
}

export interface Delivery {
  readonly pointId?: number;
  readonly source?: string;
  readonly receivedAtMs?: number;
  readonly reason?: string;
  readonly contentHash?: string;
}

export const RECEIVED_MS = Date.UTC(2024, 5, 1, 12);

export function requestOf({
  pointId = 1,
  source = "a.csv",
  receivedAtMs = RECEIVED_MS,
  reason = "first",
}: Delivery) {
  return { pointId, source, receivedAtMs, reason };
}

export async function deliver(
  store: ReadingStore,
  rows: readonly Row[],
  delivery: Delivery = {},
): Promise<DeliveryReceipt> {
  const writer = await store.begin(requestOf(delivery));
  await writer.append(columns(rows));
  return writer.commit(delivery.contentHash ?? "");
}

export async function currentOf(store: ReadingStore, pointId = 1): Promise<[number, number][]> {
  const { atMs, value } = await store.current(pointId);
  return Array.from(atMs, (at, i) => [(at - START_MS) / HOUR_MS, value[i]!]);
}
