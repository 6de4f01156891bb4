import { expect, it, vi } from "vitest";
import { GroupCommit, TooManyWaiting } from "./group-commit.ts";

it("writes together what comes together, and acknowledges it when it is written", async () => {
  const written: number[][] = [];
  const forget = vi.fn();
  const group = new GroupCommit((items: readonly number[]) => {
    written.push([...items]);
    return items.map((item) => 10 * item);
  }, forget);
  // Each gets what became of its own.
  expect(await Promise.all([1, 2, 3].map((item) => group.put(item)))).toEqual([10, 20, 30]);
  expect(await group.put(4)).toBe(40);
  expect(written).toEqual([[1, 2, 3], [4]]);
  await group.idle();
  expect(forget).toHaveBeenCalledTimes(1);
});

it("tells everybody of a batch that it failed, and goes on", async () => {
  let fails = true;
  const group = new GroupCommit(
    (items: readonly number[]) => {
      if (fails) throw new Error("disk full");
      return items;
    },
    () => {},
  );
  const outcomes = await Promise.allSettled([group.put(1), group.put(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails = false;
  await group.put(3);
  await group.idle();
});

it("asks who comes when too much waits to come back", async () => {
  const group = new GroupCommit(
    (items: readonly number[]) => items,
    () => {},
  );
  const all = Array.from({ length: 20_001 }, (_, at) => group.put(at));
  await expect(all.at(-1)).rejects.toBeInstanceOf(TooManyWaiting);
  await Promise.all(all.slice(0, -1));
  await group.idle();
});
