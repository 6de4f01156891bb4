import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  columns,
  currentOf,
  deliver,
  HOUR_MS,
  RECEIVED_MS,
  type Row,
  requestOf,
  START_MS,
} from "./contract.fixtures.ts";
import type { ReadingColumns, ReadingStore } from "./contract.ts";
import { describeArrivals } from "./contract-arrivals.suite.ts";
import { describeDeliveries } from "./contract-deliveries.suite.ts";
import { describeExport } from "./contract-export.suite.ts";

/** What every store of readings must hold; each store's own test calls this with a way to open it in a directory. */
export function describeReadingStore(name: string, open: (directory: string) => Promise<ReadingStore>): void {
  describe(name, () => {
    let directory: string;
    let store: ReadingStore;
    beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), "husting-readings-"));
      store = await open(directory);
    });
    afterEach(async () => {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    });

    it("a new store knows nothing and says so without failing", async () => {
      expect((await store.current(1)).atMs).toHaveLength(0);
      expect((await store.extents()).size).toBe(0);
      expect(await store.deliveries(10)).toEqual([]);
      expect(await store.delivery(1)).toBeUndefined();
      expect(await store.findDelivery(1, "ab")).toBeUndefined();
      expect(await store.history(1, START_MS)).toEqual([]);
      expect(await store.corrections(1, 10)).toEqual([]);
      expect(await store.rejections(1, 10)).toEqual([]);
    });

    it("what is delivered is read back in order of time, whatever order it came in", async () => {
      const receipt = await deliver(store, [
        [3, 30],
        [1, 10],
        [2, 20],
      ]);
      expect(receipt).toMatchObject({ added: 3, corrected: 0, repeated: 0, rejected: 0 });
      expect(receipt.changedFromMs).toBe(START_MS + HOUR_MS);
      expect(receipt.changedToMs).toBe(START_MS + 3 * HOUR_MS);
      expect(await currentOf(store)).toEqual([
        [1, 10],
        [2, 20],
        [3, 30],
      ]);
    });

    it("a delivery larger than any batch keeps every row", async () => {
      const count = 10_000;
      const writer = await store.begin(requestOf({}));
      const rows = Array.from({ length: count }, (_, i): Row => [i, i, 3]);
      await writer.append(columns(rows.slice(0, 2048)));
      await writer.append(columns(rows.slice(2048, 2049)));
      await writer.append(columns([]));
      await writer.append(columns(rows.slice(2049)));
      expect((await writer.commit("")).added).toBe(count);
      const current = await store.current(1);
      expect(current.mantissa).toEqual(Float64Array.from(rows, ([, mantissa]) => mantissa));
      expect(current.decimals.every((decimals) => decimals === 3)).toBe(true);
    });

    it("a delivery that repeats what is known changes nothing", async () => {
      const rows: Row[] = [
        [1, 105, 1],
        [2, 20],
      ];
      await deliver(store, rows);
      const again = await deliver(store, rows);
      expect(again).toMatchObject({
        added: 0,
        corrected: 0,
        repeated: 2,
        changedFromMs: null,
        changedToMs: null,
      });
      expect(await store.history(1, START_MS + HOUR_MS)).toHaveLength(1);
    });

    it("1.20 repeats 1.2, and the decimals first read stay", async () => {
      await deliver(store, [
        [1, 12, 1],
        [2, 5],
        [3, -70, 1],
      ]);
      const again = await deliver(store, [
        [1, 120, 2],
        [2, 5_000_000_000, 9],
        [3, -7],
      ]);
      expect(again).toMatchObject({ added: 0, corrected: 0, repeated: 3 });
      expect([...(await store.current(1)).decimals]).toEqual([1, 0, 1]);
    });

    it("the smallest difference in the last of eighteen decimals is a difference", async () => {
      await deliver(store, [
        [1, 100_000_000_000_000, 18],
        [2, Number.MAX_SAFE_INTEGER, 0],
      ]);
      const again = await deliver(store, [
        [1, 100_000_000_000_001, 18],
        [2, Number.MAX_SAFE_INTEGER - 1, 0],
      ]);
      expect(again.corrected).toBe(2);
    });

    it("a correction keeps what it corrects, with source, time of arrival and reason", async () => {
      const first = await deliver(store, [
        [1, 10],
        [2, 20],
      ]);
      const second = await deliver(store, [[2, 25]], {
        source: "b.csv",
        receivedAtMs: RECEIVED_MS + 5,
        reason: "supplier's correction",
      });
      expect(second).toMatchObject({ added: 0, corrected: 1, repeated: 0 });
      expect(second.changedFromMs).toBe(START_MS + 2 * HOUR_MS);
      expect(await currentOf(store)).toEqual([
        [1, 10],
        [2, 25],
      ]);
      const atMs = START_MS + 2 * HOUR_MS;
      const versions = [
        {
          atMs,
          version: 0,
          value: 20,
          quality: 0,
          deliveryId: first.deliveryId,
          source: "a.csv",
          receivedAtMs: RECEIVED_MS,
          reason: "first",
        },
        {
          atMs,
          version: 1,
          value: 25,
          quality: 0,
          deliveryId: second.deliveryId,
          source: "b.csv",
          receivedAtMs: RECEIVED_MS + 5,
          reason: "supplier's correction",
        },
      ];
      expect(await store.history(1, atMs)).toEqual(versions);
      expect(await store.corrections(1, 10)).toEqual(versions);
    });

    it("a value that returns to what it was is a third version, not a forgotten second", async () => {
      for (const mantissa of [10, 11, 10]) await deliver(store, [[1, mantissa]]);
      const history = await store.history(1, START_MS + HOUR_MS);
      expect(history.map(({ version, value }) => [version, value])).toEqual([
        [0, 10],
        [1, 11],
        [2, 10],
      ]);
    });

    it("an estimate confirmed at the same value is a new version, because its quality changed", async () => {
      await deliver(store, [[1, 10, 0, 8]]);
      expect((await deliver(store, [[1, 10, 0, 0]])).corrected).toBe(1);
      expect([...(await store.current(1)).quality]).toEqual([0]);
    });

    it("one delivery may add, correct and repeat at once", async () => {
      await deliver(store, [
        [1, 10],
        [2, 20],
        [3, 30],
      ]);
      const mixed = await deliver(store, [
        [2, 20],
        [3, 31],
        [4, 40],
      ]);
      expect(mixed).toMatchObject({ added: 1, corrected: 1, repeated: 1 });
      expect(await currentOf(store)).toEqual([
        [1, 10],
        [2, 20],
        [3, 31],
        [4, 40],
      ]);
    });

    it("the newest corrections come first and bring every version of their instants", async () => {
      await deliver(store, [
        [1, 1],
        [2, 2],
        [3, 3],
      ]);
      await deliver(store, [[3, 4]]);
      await deliver(store, [[1, 5]]);
      const newest = await store.corrections(1, 1);
      expect(newest.map(({ version, value }) => [version, value])).toEqual([
        [0, 1],
        [1, 5],
      ]);
      const both = await store.corrections(1, 5);
      expect(both.map(({ atMs }) => (atMs - START_MS) / HOUR_MS)).toEqual([1, 1, 3, 3]);
    });

    it("of two values one source gives an instant, the first is taken and the other is listed", async () => {
      const receipt = await deliver(store, [
        [2, 20],
        [1, 10],
        [2, 21],
        [2, 200, 1],
        [1, 11],
      ]);
      expect(receipt).toMatchObject({ added: 2, corrected: 0, repeated: 1, rejected: 2 });
      expect(await currentOf(store)).toEqual([
        [1, 10],
        [2, 20],
      ]);
      expect(await store.rejections(receipt.deliveryId, 10)).toEqual([
        { row: 4, column: "", found: "2024-01-01T02:00:00.000Z = 21", code: "conflicts-within-source" },
        { row: 6, column: "", found: "2024-01-01T01:00:00.000Z = 11", code: "conflicts-within-source" },
      ]);
    });

    it("without rows in a file, the first of two values is the one that was appended first", async () => {
      const writer = await store.begin(requestOf({}));
      const both = columns([
        [1, 10],
        [1, 11],
      ]);
      await writer.append({ ...both, row: new Float64Array(2) });
      expect(await writer.commit("")).toMatchObject({ added: 1, rejected: 1 });
      expect(await currentOf(store)).toEqual([[1, 10]]);
    });

    it("points do not see each other's readings", async () => {
      await deliver(store, [[1, 10]], { pointId: 1 });
      expect(await deliver(store, [[1, 99]], { pointId: 2 })).toMatchObject({ added: 1, corrected: 0 });
      expect(await currentOf(store, 1)).toEqual([[1, 10]]);
      expect(await currentOf(store, 2)).toEqual([[1, 99]]);
      expect(await currentOf(store, 3)).toEqual([]);
    });

    it("a tenth and two tenths stay exactly that, and so does a register of fifteen digits", async () => {
      await deliver(store, [
        [1, 1, 1],
        [2, 2, 1],
        [3, 123_456_789_012_345, 3],
        [4, -999_999_999_999_999, 18],
      ]);
      const { mantissa, decimals, value } = await store.current(1);
      expect([...mantissa]).toEqual([1, 2, 123_456_789_012_345, -999_999_999_999_999]);
      expect([...decimals]).toEqual([1, 1, 3, 18]);
      expect([...value]).toEqual([0.1, 0.2, 123_456_789_012.345, -0.000_999_999_999_999_999]);
    });

    it("numbers that are no decimals and columns of unequal length are refused, and nothing is kept", async () => {
      const good = columns([[1, 10]]);
      const bad: ReadingColumns[] = [
        { ...good, mantissa: Float64Array.of(Number.NaN) },
        { ...good, mantissa: Float64Array.of(1.5) },
        { ...good, atMs: Float64Array.of(Infinity) },
        { ...good, decimals: Uint8Array.of(19) },
        { ...good, row: new Float64Array(2) },
      ];
      for (const batch of bad) {
        const writer = await store.begin(requestOf({}));
        await expect(writer.append(batch)).rejects.toThrow(RangeError);
        await writer.abandon();
      }
      expect(await currentOf(store)).toEqual([]);
    });

    const opened = () => ({
      store,
      reopen: async () => {
        await store.close();
        store = await open(directory);
        return store;
      },
    });
    describeDeliveries(opened);
    describe("arrivals", () => describeArrivals(opened));
    describe("exports", () => describeExport(opened));
  });
}
