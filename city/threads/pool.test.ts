import { describe, expect, it } from "vitest";
import { inThreads, type Outcome, openThreads, sharedColumn } from "./pool.ts";

const module = new URL("./doubling.fixture.ts", import.meta.url);

async function run(tasks: readonly number[], threads?: number): Promise<Outcome<number, number>[]> {
  const outcomes: Outcome<number, number>[] = [];
  const shared = sharedColumn(Float64Array.of(0.5));
  for await (const outcome of inThreads<Float64Array, number, number>(module, shared, tasks, threads)) {
    outcomes.push(outcome);
  }
  return outcomes.sort((a, b) => a.task - b.task);
}

describe("tasks on several threads", () => {
  it("each has its answer, whatever the number of threads, and shared columns are seen by all", async () => {
    const tasks = Array.from({ length: 40 }, (_, i) => i + 100);
    const expected = tasks.map((task) => ({ task, ok: true, answer: 2 * task + 0.5 }));
    expect(await run(tasks, 3)).toEqual(expected);
    expect(await run(tasks.slice(0, 2), 8)).toEqual(expected.slice(0, 2));
    expect(await run([])).toEqual([]);
  });

  it("one that throws is an outcome with its words, and the others are done", async () => {
    expect(await run([1, 13, 2], 1)).toEqual([
      { task: 1, ok: true, answer: 2.5 },
      { task: 2, ok: true, answer: 4.5 },
      { task: 13, ok: false, error: "thirteen is not doubled" },
    ]);
  });

  it("one that takes its thread down with it is named, and another thread does the rest", async () => {
    const outcomes = await run([1, 666, 2, 3], 1);
    expect(outcomes.filter(({ ok }) => ok).map(({ task }) => task)).toEqual([1, 2, 3]);
    expect(outcomes.at(-1)).toMatchObject({ task: 666, ok: false });
  });

  it("one that wants more memory than a thread may have, or is called off, ends alone", async () => {
    const pool = openThreads<Float64Array, number, number>(module, Float64Array.of(0.5), 1, 64);
    await expect(pool.run(1e9)).rejects.toMatchObject({ code: "ERR_WORKER_OUT_OF_MEMORY" });
    await expect(pool.run(Number.POSITIVE_INFINITY, AbortSignal.timeout(50))).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(await pool.run(4)).toBe(8.5);
    await pool.close();
  });
});
