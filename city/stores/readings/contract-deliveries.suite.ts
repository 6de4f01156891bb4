import fc from "fast-check";
import { describe, expect, it } from "vitest";
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
import type { ReadingStore, Rejection } from "./contract.ts";

/** How deliveries begin, end, wait, are listed and outlive the process: the second half of the contract's tests. */
export function describeDeliveries(
  opened: () => { store: ReadingStore; reopen: () => Promise<ReadingStore> },
): void {
  describe("deliveries", () => {
    it("an abandoned delivery leaves nothing, and abandoning twice is harmless", async () => {
      const { store } = opened();
      const writer = await store.begin(requestOf({}));
      await writer.append(columns([[1, 10]]));
      writer.reject({ row: 3, column: "value", found: "x", code: "not-a-number" });
      await writer.abandon();
      await writer.abandon();
      expect(await currentOf(store)).toEqual([]);
      expect(await store.deliveries(10)).toEqual([]);
      expect(await store.rejections(1, 10)).toEqual([]);
    });

    it("abandoning after the commit takes nothing back", async () => {
      const { store } = opened();
      const writer = await store.begin(requestOf({}));
      await writer.append(columns([[1, 10]]));
      await writer.commit("");
      await writer.abandon();
      expect(await currentOf(store)).toEqual([[1, 10]]);
    });

    it("a delivery that has ended takes no more rows and cannot be committed again", async () => {
      const { store } = opened();
      const writer = await store.begin(requestOf({}));
      await writer.commit("");
      await expect(writer.append(columns([[1, 10]]))).rejects.toThrow("has ended");
      await expect(writer.commit("")).rejects.toThrow("has ended");
      expect(() => writer.reject({ row: 1, column: "", found: "", code: "x" })).toThrow("has ended");
      expect((await store.deliveries(10)).length).toBe(1);
    });

    it("a preview says what a commit would do and leaves the store as it was", async () => {
      const { store } = opened();
      await deliver(store, [
        [1, 10],
        [2, 20],
      ]);
      const writer = await store.begin(requestOf({ source: "b.csv" }));
      await writer.append(
        columns([
          [1, 10],
          [2, 21],
          [3, 30],
          [3, 31],
        ]),
      );
      writer.reject({ row: 9, column: "value", found: "x", code: "not-a-number" });
      const said = await writer.preview("ff", 10);
      expect(said.receipt).toMatchObject({
        deliveryId: 0,
        added: 1,
        corrected: 1,
        repeated: 1,
        rejected: 2,
      });
      expect(said.rejections.map(({ code }) => code).sort()).toEqual([
        "conflicts-within-source",
        "not-a-number",
      ]);
      expect(await currentOf(store)).toEqual([
        [1, 10],
        [2, 20],
      ]);
      expect((await store.deliveries(10)).length).toBe(1);
      expect(await store.findDelivery(1, "ff")).toBeUndefined();
      const done = await deliver(
        store,
        [
          [1, 10],
          [2, 21],
          [3, 30],
          [3, 31],
        ],
        { source: "b.csv" },
      );
      expect(done).toMatchObject({ deliveryId: 2, added: 1, corrected: 1, repeated: 1, rejected: 1 });
      expect(await store.rejections(2, 10)).toHaveLength(1);
    });

    it("a source that keeps its delivery waiting holds nobody up, and is judged by what came meanwhile", async () => {
      const { store } = opened();
      const slow = await store.begin(requestOf({ source: "slow" }));
      await slow.append(columns([[1, 10]]));
      // A reader does not see what is not committed.
      expect(await currentOf(store)).toEqual([]);
      expect((await deliver(store, [[1, 11]], { source: "quick" })).added).toBe(1);
      const sent = { source: "line", receivedAtMs: RECEIVED_MS, reason: "sent", rejections: [] };
      const arrived = { ...columns([[2, 20]]), pointId: Int32Array.of(1) };
      expect(await store.take([{ ...sent, columns: arrived }])).toMatchObject([{ added: 1 }]);
      await slow.append(columns([[2, 20]], 3));
      expect(await slow.commit("")).toMatchObject({ deliveryId: 3, corrected: 1, repeated: 1 });
      expect(await currentOf(store)).toEqual([
        [1, 10],
        [2, 20],
      ]);
    });

    it("a point is made when there is a reading to keep; without one nothing is kept and no point made", async () => {
      const { store } = opened();
      let made = 0;
      const make = async (): Promise<number> => 40 + ++made;
      const nothing = await store.begin({ ...requestOf({}), pointId: make });
      nothing.reject({ row: 2, column: "time", found: "x", code: "not-a-time" });
      expect(await nothing.commit("")).toMatchObject({ deliveryId: 0, added: 0, rejected: 1 });
      expect([made, await store.deliveryCount()]).toEqual([0, 0]);
      const looked = await store.begin({ ...requestOf({}), pointId: make });
      await looked.append(columns([[1, 10]]));
      expect((await looked.preview("", 1)).receipt).toMatchObject({ deliveryId: 0, added: 1 });
      expect(made).toBe(0);
      const some = await store.begin({ ...requestOf({}), pointId: make });
      await some.append(columns([[1, 10]]));
      expect(await some.commit("")).toMatchObject({ pointId: 41, deliveryId: 1, added: 1 });
      expect(await currentOf(store, 41)).toEqual([[1, 10]]);
    });

    it("what is still being gathered when the store is closed is given up", async () => {
      const { store, reopen } = opened();
      const writer = await store.begin(requestOf({}));
      await writer.append(columns([[1, 10]]));
      const again = await reopen();
      await expect(writer.append(columns([[2, 20]]))).rejects.toThrow("has ended");
      await writer.abandon();
      expect(await currentOf(again)).toEqual([]);
    });

    it("a writer whose batch was refused lets the next one begin once it is abandoned", async () => {
      const { store } = opened();
      const broken = await store.begin(requestOf({}));
      await expect(
        broken.append({ ...columns([[1, 1]]), atMs: Float64Array.of(Number.NaN) }),
      ).rejects.toThrow();
      await broken.abandon();
      expect((await deliver(store, [[1, 10]])).added).toBe(1);
    });

    it("a range takes its first instant and leaves out its last", async () => {
      const { store } = opened();
      await deliver(store, [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
      ]);
      await deliver(store, [
        [2, 22],
        [4, 44],
      ]);
      const { value } = await store.current(1, START_MS + 2 * HOUR_MS, START_MS + 4 * HOUR_MS);
      expect([...value]).toEqual([22, 3]);
      expect((await store.current(1, START_MS + 9 * HOUR_MS)).atMs).toHaveLength(0);
      expect((await store.current(1, START_MS + 3 * HOUR_MS, START_MS)).atMs).toHaveLength(0);
    });

    it("instants before 1970 and long after are instants like any other", async () => {
      const { store } = opened();
      const hours: Row[] = [
        [-2_000_000, 1],
        [0, 2],
        [1_500_000, 3],
      ];
      await deliver(store, hours);
      expect(await currentOf(store)).toEqual(hours);
    });

    it("the extent of a point counts instants once and corrections apart", async () => {
      const { store } = opened();
      await deliver(
        store,
        [
          [5, 1],
          [1, 2],
        ],
        { pointId: 1 },
      );
      await deliver(store, [[5, 3]], { pointId: 1 });
      await deliver(store, [[7, 9]], { pointId: 4 });
      const at = (hour: number) => START_MS + hour * HOUR_MS;
      expect(await store.extents()).toEqual(
        new Map([
          [1, { readings: 2, firstMs: at(1), lastMs: at(5), corrections: 1 }],
          [4, { readings: 1, firstMs: at(7), lastMs: at(7), corrections: 0 }],
        ]),
      );
    });

    it("deliveries are listed newest first, page by page, and each can be found by number and by content", async () => {
      const { store } = opened();
      const receipts = [];
      for (let i = 1; i <= 5; i++) {
        receipts.push(await deliver(store, [[i, i]], { source: `${i}.csv`, contentHash: `hash-${i % 4}` }));
      }
      expect(await store.deliveries(10)).toEqual(receipts.toReversed());
      expect(await store.deliveries(2, 1)).toEqual([receipts[3], receipts[2]]);
      expect(await store.deliveryCount()).toBe(5);
      expect(await store.delivery(receipts[2]!.deliveryId)).toEqual(receipts[2]);
      // The same bytes came first and fifth; the newest is the one to show.
      expect(await store.findDelivery(1, "hash-1")).toEqual(receipts[4]);
      expect(await store.findDelivery(2, "hash-1")).toBeUndefined();
    });

    it("a delivery without a single row is still on record, with its rejections", async () => {
      const { store } = opened();
      const writer = await store.begin(requestOf({ source: "no 'rows'; 你好.csv", reason: "väntar" }));
      const rejection = { row: 2, column: "värde", found: "a'b\u2400\n\"c", code: "not-a-number" };
      writer.reject(rejection);
      const receipt = await writer.commit("");
      expect(receipt).toMatchObject({
        added: 0,
        rejected: 1,
        changedFromMs: null,
        source: "no 'rows'; 你好.csv",
      });
      expect(await store.delivery(receipt.deliveryId)).toEqual(receipt);
      expect(await store.rejections(receipt.deliveryId, 10)).toEqual([rejection]);
    });

    it("every rejection can be paged through in order of row, more than one batch of them", async () => {
      const { store } = opened();
      const writer = await store.begin(requestOf({}));
      const count = 5000;
      const rejections = Array.from({ length: count }, (_, i): Rejection => {
        return { row: i + 2, column: "v", found: `x${i}`, code: "not-a-number" };
      });
      for (const rejection of rejections) writer.reject(rejection);
      const { deliveryId, rejected } = await writer.commit("");
      expect(rejected).toBe(count);
      const paged: Rejection[] = [];
      for (let offset = 0; offset < count; offset += 1234) {
        paged.push(...(await store.rejections(deliveryId, 1234, offset)));
      }
      expect(paged).toEqual(rejections);
    });

    it("reopening finds everything as it was", async () => {
      const { store, reopen } = opened();
      await deliver(
        store,
        [
          [1, 10, 1],
          [2, 20],
          [2, 21],
        ],
        { contentHash: "aa" },
      );
      await deliver(store, [[1, 11, 1, 7]], { reason: "second look" });
      const state = async (from: ReadingStore) => ({
        current: await from.current(1),
        history: await from.history(1, START_MS + HOUR_MS),
        corrections: await from.corrections(1, 10),
        extents: await from.extents(),
        deliveries: await from.deliveries(10),
        rejections: await from.rejections(1, 10),
        found: await from.findDelivery(1, "aa"),
      });
      const before = await state(store);
      const reopened = await reopen();
      expect(await state(reopened)).toEqual(before);
      expect((await deliver(reopened, [[3, 30]])).deliveryId).toBe(3);
    });

    it("after any deliveries the current value of each instant is the one delivered last", async () => {
      const { store } = opened();
      const row = fc.tuple(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: 0, max: 2 }),
      );
      const rows = fc.oneof(
        fc.array(row, { maxLength: 8 }),
        fc
          .uniqueArray(row, { maxLength: 8, selector: ([hour]) => hour })
          .map((all) => all.toSorted((a, b) => a[0] - b[0])),
      );
      let pointId = 100;
      await fc.assert(
        fc.asyncProperty(fc.array(rows, { maxLength: 6 }), async (deliveries) => {
          pointId++;
          const expected = new Map<number, number>();
          const versions = new Map<number, number>();
          for (const delivered of deliveries) {
            const receipt = await deliver(store, delivered, { pointId });
            const said = new Map<number, number>();
            for (const [hour, mantissa, decimals] of delivered) {
              if (!said.has(hour)) said.set(hour, mantissa / 10 ** decimals);
            }
            let added = 0;
            let corrected = 0;
            for (const [hour, value] of said) {
              if (!expected.has(hour)) added++;
              else if (expected.get(hour) !== value) corrected++;
              else continue;
              expected.set(hour, value);
              versions.set(hour, (versions.get(hour) ?? 0) + 1);
            }
            expect([receipt.added, receipt.corrected]).toEqual([added, corrected]);
            expect(receipt.added + receipt.corrected + receipt.repeated + receipt.rejected).toBe(
              delivered.length,
            );
          }
          const sorted = [...expected].sort(([a], [b]) => a - b);
          expect(await currentOf(store, pointId)).toEqual(
            sorted.map(([hour, value]) => [hour, value === 0 ? 0 : value]),
          );
          for (const [hour, count] of versions) {
            const history = await store.history(pointId, START_MS + hour * HOUR_MS);
            expect(history.map(({ version }) => version)).toEqual(Array.from({ length: count }, (_, i) => i));
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}
