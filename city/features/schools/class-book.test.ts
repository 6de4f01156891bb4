import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ClassFault, SaidClass } from "./class-book.ts";
import { bands, sumOf } from "./predictions.ts";
import { aClass, type Bench, openBench, teacher } from "./schools.fixture.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.clock.day = "2026-12-01";
  await bench.civic.deleteFrom("school_class").execute();
});

async function made(said: Partial<SaidClass> = {}): Promise<{ readonly id: number; readonly code: string }> {
  const outcome = await bench.book.make({ ...aClass, ...said }, teacher);
  if (!outcome.ok) throw new Error(outcome.fault.code);
  return (await bench.book.find(outcome.id))!;
}

describe("a class", () => {
  it("is found by its code, and made once by a form that is sent twice", async () => {
    const { id, code } = await made();
    expect((await bench.book.byCode(code))?.name).toBe("5B");
    expect((await made()).id).toBe(id);
    expect(await bench.book.all()).toHaveLength(1);
  });

  it("stands in the log without its name, its code and its guesses", async () => {
    const { id, code } = await made();
    await bench.book.predict(code, "to-5");
    const line = JSON.stringify((await bench.entries()).at(-1));
    expect(line).toContain(`class/${id}`);
    expect(line).not.toContain("5B");
    expect(line).not.toContain(code);
  });

  const refused: readonly [string, Partial<SaidClass>, ClassFault["code"]][] = [
    ["without a name", { name: " " }, "text-missing"],
    ["with a long name", { name: "Anna Svensson 5B" }, "text-too-long"],
    ["with hidden signs", { name: "5\u202eB" }, "text-hidden-characters"],
    ["with an address for a name", { name: "a@b.se" }, "name-personal"],
    ["with a number for a name", { name: "070-123 45" }, "name-personal"],
    ["in no building", { building: "nowhere" }, "building-unknown"],
    ["in a building without meters", { building: "shed" }, "building-not-metered"],
    ["about heat where only electricity is measured", { experiment: "one-degree" }, "building-not-metered"],
    ["with an experiment that is none", { experiment: "__proto__" }, "experiment-unknown"],
    ["on a day that is none", { from: "2026-02-30" }, "from-malformed"],
    ["that begins today", { from: "2026-12-01" }, "from-not-ahead"],
    ["that begins in a year", { from: "2027-12-01" }, "from-too-far"],
    ["for so many days", { days: "8" }, "days-unknown"],
    ["with endless guesses", { most: "1e9" }, "most-out-of-range"],
    ["with no guesses", { most: "0" }, "most-out-of-range"],
    ["nobody has agreed to", { agreed: "" }, "agreement-missing"],
  ];
  it.each(refused)("%s is refused", async (_, said, code) => {
    const outcome = await bench.book.make({ ...aClass, ...said }, teacher);
    expect(outcome.ok ? null : outcome.fault.code).toBe(code);
  });

  it("does not try the same energy in the same building on another's days", async () => {
    await made();
    const other = await bench.book.make({ ...aClass, name: "6A", from: "2026-12-20" }, teacher);
    expect(other).toMatchObject({ ok: false, fault: { code: "building-busy", from: "2026-12-07" } });
    expect((await bench.book.make({ ...aClass, name: "6A", from: "2026-12-21" }, teacher)).ok).toBe(true);
  });
});

describe("guesses", () => {
  it("add up to as many as were taken, and are kept as counts alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...bands.map(({ id }) => id), "none", ""), { maxLength: 25 }),
        fc.integer({ min: 1, max: 20 }),
        async (said, most) => {
          await bench.civic.deleteFrom("school_class").execute();
          const { id, code } = await made({ most: String(most) });
          const faults: (string | null)[] = [];
          for (const band of said) faults.push(await bench.book.predict(code, band));
          const taken = faults.filter((fault) => fault === null).length;
          const counts = await bench.book.counts(id);
          expect(sumOf(counts)).toBe(taken);
          expect(taken).toBe(Math.min(most, said.filter((band) => band in counts).length));
          const accepted = said.filter((_, index) => faults[index] === null);
          for (const { id: band } of bands)
            expect(counts[band]).toBe(accepted.filter((one) => one === band).length);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("sent all at once are each counted once", async () => {
    const { id, code } = await made({ most: "20" });
    const faults = await Promise.all(Array.from({ length: 30 }, () => bench.book.predict(code, "same")));
    expect(faults.filter((fault) => fault === null)).toHaveLength(20);
    expect(faults.filter((fault) => fault === "full")).toHaveLength(10);
    expect((await bench.book.counts(id)).same).toBe(20);
  });

  it("close when the experiment begins, whether or not that is on record yet", async () => {
    const { id, code } = await made();
    bench.clock.day = "2026-12-07";
    expect(await bench.book.predict(code, "same")).toBe("closed");
    expect(await bench.book.beginDue()).toBe(1);
    expect(await bench.book.beginDue()).toBe(0);
    bench.clock.day = "2026-12-01";
    // A clock that was set back opens nothing again.
    expect(await bench.book.predict(code, "same")).toBe("closed");
    expect(await bench.book.act(id, "reset", teacher)).toBe(false);
  });
});

describe("a teacher", () => {
  it("clears guesses and removes a class before it begins, and ends it afterwards", async () => {
    const { id, code } = await made();
    await bench.book.predict(code, "same");
    expect(await bench.book.act(id, "stop", teacher)).toBe(false);
    expect(await bench.book.act(id, "reset", teacher)).toBe(true);
    expect(sumOf(await bench.book.counts(id))).toBe(0);
    bench.clock.day = "2026-12-12";
    expect(await bench.book.act(id, "remove", teacher)).toBe(false);
    expect(await bench.book.act(id, "stop", teacher)).toBe(true);
    expect(await bench.book.find(id)).toMatchObject({ toDate: "2026-12-11", isStopped: true });
    expect(await bench.book.act(id, "stop", teacher)).toBe(false);
  });

  it("leaves nothing of a class that was removed", async () => {
    const { id, code } = await made();
    await bench.book.predict(code, "same");
    expect(await bench.book.act(id, "remove", teacher)).toBe(true);
    expect(await bench.book.byCode(code)).toBeUndefined();
    expect(await bench.civic.selectFrom("school_prediction").selectAll().execute()).toEqual([]);
  });
});
