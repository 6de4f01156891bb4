import { afterAll, beforeAll, expect, it } from "vitest";
import { CivicDesk, CivicDeskIsFull } from "./group-commit.ts";
import { type Bench, openBench } from "./proposals.fixture.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

it("serves every client in turn: one who floods fills their own lane, and is refused there", async () => {
  const desk = new CivicDesk(bench.civic);
  const done: string[] = [];
  const work = (who: string) => async (): Promise<void> => void done.push(who);
  const flood = Array.from({ length: 1500 }, () => desk.do(work("flooder"), "flooder"));
  const others = ["a", "b"].map((who) => desk.do(work(who), who));
  const refused = (await Promise.allSettled(flood)).filter(({ status }) => status === "rejected");
  await Promise.all(others);
  expect(refused).toHaveLength(500);
  expect(refused[0]).toMatchObject({ reason: expect.any(CivicDeskIsFull) });
  expect(done.indexOf("b")).toBeLessThan(4);
  expect(done).toHaveLength(1002);
});

it("keeps the order of what one client sent, and loses nothing whatever the lanes", async () => {
  const desk = new CivicDesk(bench.civic);
  const done: number[] = [];
  await Promise.all(
    Array.from({ length: 700 }, (_, index) =>
      desk.do(async () => void done.push(index), `client ${index % 7}`),
    ),
  );
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 700 }, (_, index) => index));
  for (let client = 0; client < 7; client++) {
    const own = done.filter((index) => index % 7 === client);
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  }
  await desk.idle();
});
