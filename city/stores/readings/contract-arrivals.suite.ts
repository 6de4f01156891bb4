import fc from "fast-check";
import { expect, it } from "vitest";
import {
  columns,
  currentOf,
  deliver,
  HOUR_MS,
  RECEIVED_MS,
  type Row,
  START_MS,
} from "./contract.fixtures.ts";
import type { Arrival, ReadingStore } from "./contract.ts";

/** [point, ...row] */
type MixedRow = readonly [point: number, ...row: Row];

export function arrival(rows: readonly MixedRow[], given: Partial<Arrival> = {}): Arrival {
  const mixed = {
    ...columns(rows.map(([, ...row]) => row)),
    pointId: Int32Array.from(rows, ([point]) => point),
  };
  return {
    source: "gateway",
    receivedAtMs: RECEIVED_MS,
    reason: "sent",
    rejections: [],
    columns: mixed,
    ...given,
  };
}

/** What a store must hold of readings that come in over an open line. */
export function describeArrivals(
  opened: () => { store: ReadingStore; reopen: () => Promise<ReadingStore> },
): void {
  it("arrivals of many points are read back point by point, each with its own receipt", async () => {
    const { store } = opened();
    const receipts = await store.take([
      arrival([
        [1, 3, 30],
        [2, 1, 11],
        [1, 2, 20],
      ]),
      arrival([[1, 1, 10]], { source: "api" }),
    ]);
    expect(receipts).toMatchObject([
      { added: 3, corrected: 0, repeated: 0, rejected: 0 },
      { added: 1, corrected: 0, repeated: 0, rejected: 0 },
    ]);
    expect(await currentOf(store, 1)).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    expect(await currentOf(store, 2)).toEqual([[1, 11]]);
  });

  it("an arrival that repeats what is known changes nothing; one that differs is a later version", async () => {
    const { store } = opened();
    await deliver(store, [
      [1, 10],
      [2, 20],
    ]);
    const [receipt] = await store.take([
      arrival([
        [1, 1, 100, 1],
        [1, 2, 21],
        [1, 3, 30],
      ]),
    ]);
    expect(receipt).toMatchObject({ added: 1, corrected: 1, repeated: 1 });
    const versions = await store.history(1, START_MS + 2 * HOUR_MS);
    expect(versions.map(({ value, source }) => [value, source])).toEqual([
      [20, "a.csv"],
      [21, "gateway"],
    ]);
  });

  it("the newest reading of each point is known with its source, and whether it was sent or came in a file", async () => {
    const { store } = opened();
    await deliver(store, [
      [1, 10],
      [5, 20],
    ]);
    await deliver(store, [[3, 5]], { pointId: 2, source: "b.csv" });
    await store.take([
      arrival([
        [1, 6, 1],
        [2, 2, 1],
      ]),
    ]);
    expect(await store.freshness()).toEqual(
      new Map([
        [1, { lastMs: START_MS + 6 * HOUR_MS, source: "gateway", isSent: true }],
        [2, { lastMs: START_MS + 3 * HOUR_MS, source: "b.csv", isSent: false }],
      ]),
    );
  });

  it("settling changes nothing that can be read", async () => {
    const { store } = opened();
    await store.take([arrival([[1, 1, 10]]), arrival([[2, 1, 20]])]);
    await store.settle();
    expect([await currentOf(store, 1), await currentOf(store, 2)]).toEqual([[[1, 10]], [[1, 20]]]);
  });

  it("of two rows of one call that disagree the first is taken and the other listed", async () => {
    const { store } = opened();
    const [first, second] = await store.take([
      arrival([
        [1, 1, 10],
        [1, 1, 10],
        [1, 1, 11],
      ]),
      arrival([[1, 1, 12]], { source: "api" }),
    ]);
    expect(first).toMatchObject({ added: 1, repeated: 1, rejected: 1 });
    expect(second).toMatchObject({ added: 0, repeated: 0, rejected: 1 });
    expect(await store.rejections(first!.deliveryId, 10)).toMatchObject([
      { code: "conflicts-within-source" },
    ]);
    expect(await store.rejections(second!.deliveryId, 10)).toHaveLength(1);
    expect(await currentOf(store)).toEqual([[1, 10]]);
  });

  it("a rejection of a delivery of many is found by when it came and by its request or message", async () => {
    const { store } = opened();
    const bad = (row: number, origin?: string) => ({
      ...{ row, column: "value", found: "x", code: "not-a-number" },
      ...(origin === undefined ? {} : { origin }),
    });
    const later = RECEIVED_MS + 60_000;
    const [{ deliveryId } = { deliveryId: 0 }] = await store.take([
      arrival([[1, 1, 10]], { origin: "#2", receivedAtMs: later, rejections: [bad(4)] }),
    ]);
    await store.take([
      arrival([], { origin: "#1", rejections: [bad(4)] }),
      arrival([], { rejections: [bad(0, "husting/hall/electricity")] }),
    ]);
    expect(await store.rejections(deliveryId, 10)).toEqual([
      { ...bad(4, "#1"), receivedAtMs: RECEIVED_MS },
      { ...bad(0, "husting/hall/electricity"), receivedAtMs: RECEIVED_MS },
      { ...bad(4, "#2"), receivedAtMs: later },
    ]);
  });

  it("a source's arrivals of one hour are one delivery, also after the store was closed, and the next hour's another", async () => {
    const opening = opened();
    const bad = { row: 4, column: "value", found: "x", code: "not-a-number" };
    const [first] = await opening.store.take([arrival([[1, 1, 10]])]);
    const store = await opening.reopen();
    const [again] = await store.take([
      arrival([[2, 5, 50]], { receivedAtMs: RECEIVED_MS + 1000, rejections: [bad] }),
    ]);
    const [later] = await store.take([arrival([[2, 6, 60]], { receivedAtMs: RECEIVED_MS + HOUR_MS })]);
    expect(again!.deliveryId).toBe(first!.deliveryId);
    expect(later!.deliveryId).not.toBe(first!.deliveryId);
    expect(await store.delivery(first!.deliveryId)).toMatchObject({
      pointId: null,
      source: "gateway",
      added: 2,
      rejected: 1,
      changedFromMs: START_MS + HOUR_MS,
      changedToMs: START_MS + 5 * HOUR_MS,
    });
    expect(await store.rejections(first!.deliveryId, 10)).toEqual([
      { ...bad, origin: "", receivedAtMs: RECEIVED_MS + 1000 },
    ]);
  });

  it("says which commit changed a point last, and what was changed since an earlier one", async () => {
    const { store } = opened();
    await deliver(store, [[1, 10]]);
    const before = (await store.newestCommits()).get(1)!;
    await deliver(store, [[1, 10]]);
    expect((await store.newestCommits()).get(1)).toBe(before);
    expect(await store.changesSince(new Map([[1, before]]))).toEqual(new Map());
    await store.take([
      arrival([
        [1, 7, 70],
        [1, 4, 40],
        [2, 9, 90],
      ]),
    ]);
    const after = await store.newestCommits();
    expect(after.get(1)).toBeGreaterThan(before);
    expect(after.get(2)).toBe(after.get(1));
    const changed = { fromMs: START_MS + 4 * HOUR_MS, toMs: START_MS + 7 * HOUR_MS };
    expect(await store.changesSince(new Map([[1, before]]))).toEqual(new Map([[1, changed]]));
    // Each point is asked about from where it was left.
    const left = new Map([
      [1, before],
      [2, after.get(2)!],
      [3, 0],
    ]);
    expect(await store.changesSince(left)).toEqual(new Map([[1, changed]]));
    expect((await store.changesSince(new Map([[2, before]]))).get(2)).toEqual({
      fromMs: START_MS + 9 * HOUR_MS,
      toMs: START_MS + 9 * HOUR_MS,
    });
    expect(await store.changesSince(new Map())).toEqual(new Map());
  });

  it("newest commits that were given stay as they were, and two who ask at once are told the same", async () => {
    const opening = opened();
    await opening.store.take([arrival([[1, 1, 10]])]);
    const store = await opening.reopen();
    const [one, other] = await Promise.all([store.newestCommits(), store.newestCommits()]);
    expect(one.size).toBe(1);
    expect(other).toEqual(one);
    const before = one.get(1);
    await store.take([arrival([[1, 2, 20]])]);
    expect(one.get(1)).toBe(before);
    expect((await store.newestCommits()).get(1)).toBeGreaterThan(before!);
  });

  it("newest commits are the same after the store was closed", async () => {
    const opening = opened();
    await opening.store.take([arrival([[1, 1, 10]]), arrival([[2, 1, 10]], { source: "api" })]);
    await deliver(opening.store, [[5, 10]], { pointId: 2 });
    const before = new Map(await opening.store.newestCommits());
    expect(new Map(await (await opening.reopen()).newestCommits())).toEqual(before);
  });

  it("a call that cannot be taken leaves nothing", async () => {
    const { store } = opened();
    const wrong = arrival([[1, 1, 10]]);
    const broken = { ...wrong, columns: { ...wrong.columns, mantissa: new Float64Array(2) } };
    await expect(store.take([arrival([[2, 1, 5]], { source: "api" }), broken])).rejects.toThrow(RangeError);
    expect(await store.deliveries(10)).toEqual([]);
    expect(await currentOf(store, 2)).toEqual([]);
    await store.take([wrong]);
    expect(await currentOf(store)).toEqual([[1, 10]]);
  });

  it("whatever arrives in whatever order, the last word of each instant is what was sent last", async () => {
    const { store } = opened();
    const row = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 9 }),
    );
    let offset = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (sent) => {
        // Every run has points of its own; the store is one.
        offset += 10;
        const last = new Map<string, number>();
        for (const [point, hour, value] of sent) {
          await store.take([arrival([[point + offset, hour, value]])]);
          last.set(`${point + offset} ${hour}`, value);
        }
        for (const [key, value] of last) {
          const [point = 0, hour = 0] = key.split(" ").map(Number);
          expect((await currentOf(store, point)).find(([at]) => at === hour)?.[1]).toBe(value);
        }
      }),
      { numRuns: 12 },
    );
  });
}
