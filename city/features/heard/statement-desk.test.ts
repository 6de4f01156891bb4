import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Bench, openBench } from "./heard.fixture.ts";
import { COUNTED_TOGETHER, StatementDesk } from "./statement-desk.ts";

let bench: Bench;
let desk: StatementDesk;
let known: Set<string>;
const districts = new Set(["1", "2"]);
beforeEach(async () => {
  bench = await openBench();
  known = new Set();
  desks.length = 0;
  desk = opened("a secret", (who) => {
    const isNew = !known.has(who);
    known.add(who);
    return isNew;
  });
});
afterEach(() => {
  for (const one of desks) one.write();
  return bench.close();
});
const desks: StatementDesk[] = [];
function opened(secret: string, mayState: (who: string) => boolean = () => true): StatementDesk {
  const one = new StatementDesk(bench.counts, secret, bench.today, mayState);
  desks.push(one);
  return one;
}

const woman = { sex: "woman", age: "65-79", district: "1" };
const ticket = (who: string): string => desk.tookPart(1, who) ?? "";
const stated = (): unknown =>
  bench.counts.stated(1).map(({ dimension, category, times }) => [dimension, category, times]);

it("answers are counted five at a time, each respect by itself", () => {
  for (let n = 1; n < COUNTED_TOGETHER; n++)
    expect(desk.take(ticket(`${n}`), woman, districts)).toEqual({ ok: true, process: 1 });
  expect(stated()).toEqual([]);
  desk.take(ticket("last"), { sex: "man", age: "", district: "" }, districts);
  expect(stated()).toEqual([
    ["age", "65-79", 4],
    ["district", "1", 4],
    ["sex", "man", 1],
    ["sex", "woman", 4],
  ]);
});

it("a ticket lets in once, whether its answer waits or is counted", () => {
  const first = ticket("first");
  expect(desk.take(first, woman, districts).ok).toBe(true);
  expect(desk.take(first, woman, districts)).toEqual({ ok: false, fault: "ticket" });
  for (let n = 1; n < COUNTED_TOGETHER; n++) desk.take(ticket(`${n}`), woman, districts);
  expect(desk.take(first, woman, districts)).toEqual({ ok: false, fault: "ticket" });
  // A node that was started anew knows it too.
  const restarted = opened("a secret");
  expect(restarted.take(first, woman, districts)).toEqual({ ok: false, fault: "ticket" });
});

it("a ticket that was made up, changed, of another secret or two days old lets nobody in", () => {
  const good = ticket("good");
  const other = opened("another").tookPart(1, "a")!;
  const bad = ["", "1", "1.2026-11-21.x.y", `2${good.slice(1)}`, `${good}x`, `x${good}`, other];
  for (const one of bad) expect(desk.take(one, woman, districts)).toEqual({ ok: false, fault: "ticket" });
  bench.clock.day = "2026-11-21";
  expect(desk.tickets.open(good)).toBeDefined();
  bench.clock.day = "2026-11-22";
  expect(desk.take(good, woman, districts)).toEqual({ ok: false, fault: "ticket" });
});

it("what cannot be chosen is refused and the ticket stays; nothing chosen is counted nowhere", () => {
  const one = ticket("one");
  for (const said of [
    { ...woman, sex: "x" },
    { ...woman, age: "0-14" },
    { ...woman, district: "3" },
    { ...woman, sex: "__proto__" },
  ])
    expect(desk.take(one, said, districts)).toEqual({ ok: false, fault: "unknown-choice" });
  expect(desk.take(one, { sex: "", age: "", district: "" }, districts).ok).toBe(true);
  expect(stated()).toEqual([]);
});

it("who takes part ten times in a day is counted ten times and asked once", () => {
  const tickets = Array.from({ length: 10 }, () => desk.tookPart(1, "same@umea.example"));
  expect(tickets.filter((one) => one !== undefined)).toHaveLength(1);
  desk.tookPart(1, null);
  desk.write();
  expect(bench.counts.takingPart(1)).toEqual([{ process: 1, quarter: "2026-q4", times: 11 }]);
});

it("the file holds no ticket, no address and nothing of a quarter's days but when a used ticket ends", () => {
  const tickets = Array.from({ length: 5 }, (_, n) => ticket(`somebody-${n}@umea.example`));
  for (const one of tickets) desk.take(one, woman, districts);
  desk.write();
  const bytes = ["", "-wal"]
    .map((end) => readFileSync(join(bench.folder, `heard.sqlite${end}`)).toString("latin1"))
    .join("");
  for (const one of tickets) for (const part of one.split(".").slice(2)) expect(bytes).not.toContain(part);
  expect(bytes).not.toContain("somebody");
  expect(new Set(bytes.match(/\d{4}-\d\d-\d\d/gu))).toEqual(new Set(["2026-11-21"]));
});
