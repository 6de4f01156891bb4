import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readClaimDocument } from "../features/carbon/index.ts";
import { registerMeasure, type SaidMeasure, type Step, takeStep } from "../features/measures/index.ts";
import { explainVerdict, planAsk, verdictSection } from "../features/verdicts/index.ts";
import { halfDayOf } from "../features/votes/half-day.ts";
import { hashOf } from "../features/votes/rounds.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { definePoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";

/** Measures judged as a city's days go by, from the readings of buildings whose truth is known. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE = "Europe/Stockholm";
const midnight = (date: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime(ZONE).epochMilliseconds;
const FIRST_MS = midnight("2023-01-01");
const WORK_MS = midnight("2024-02-01");
const DONE_MS = midnight("2024-03-01");
const LAST_MS = midnight("2025-06-01");
const HOURS = (LAST_MS - FIRST_MS) / HOUR_MS;
const adviser = { id: "adviser", email: "adviser@example.org", role: "adviser" } as const;
const officer = { id: "officer", email: "officer@example.org", role: "officer" } as const;

let home = "";
let node: CityNode;
let nowMs = midnight("2024-01-15");
const parts = () => ({ ...node, zone: ZONE, country: "SE" as const, rules: node.city.rules });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-verdicts-"));
  node = await openNode(join(home, "city"), { profile: cityProfiles.umea, nowMs: () => nowMs });
  await put("weather", null, "outdoor-temperature", "°C", outdoorsC);
  for (const building of ["hall", "depot", "late"]) {
    await put(building, null, "electricity", "kWh", (hour) => useKwh(hour, 0.45));
    if (building === "hall")
      await put(building, "north", "indoor-temperature", "°C", (hour) => 21 + 0.5 * noise(hour, 7));
  }
});
afterAll(async () => {
  await node.close();
  rmSync(home, { recursive: true, force: true });
});

const noise = (hour: number, seed: number): number => ((hour * 7_919 + seed * 104_729) % 1009) / 1009 - 0.5;
const outdoorsC = (hour: number): number =>
  4 - 11 * Math.cos((2 * Math.PI * (hour - 15 * 24)) / 8766) + 3 * noise(Math.floor(hour / 24), 3);
/** Heat that follows the cold, of which the work saves a share. */
function useKwh(hour: number, savedShare: number): number {
  const use = 4 + 1.5 * Math.max(0, 16 - outdoorsC(hour)) + noise(hour, 1);
  return FIRST_MS + hour * HOUR_MS >= DONE_MS ? use * (1 - savedShare) : use;
}

async function put(
  building: string,
  room: string | null,
  carrier: "electricity" | "outdoor-temperature" | "indoor-temperature",
  unit: string,
  value: (hour: number) => number,
  [from, to]: readonly [number, number] = [0, HOURS],
): Promise<void> {
  const kind = carrier === "electricity" ? "interval" : "instantaneous";
  await definePoint(node, { building, room, carrier, kind, unit, stepMinutes: 60, registerWidth: null });
  await node.points.refresh();
  const key = [building, ...(room === null ? [] : [room]), carrier].join("/");
  const point = (await node.registry.points()).find((one) => one.key === key);
  if (point === undefined) throw new Error(`no point ${key}`);
  const writer = await node.readings.begin({
    pointId: point.id,
    source: "test",
    receivedAtMs: nowMs,
    reason: "test",
  });
  const hours = Array.from({ length: to - from }, (_, i) => from + i);
  await writer.append({
    atMs: Float64Array.from(hours, (hour) => FIRST_MS + hour * HOUR_MS),
    mantissa: Float64Array.from(hours, (hour) => Math.round(1000 * value(hour))),
    decimals: new Uint8Array(hours.length).fill(3),
    quality: new Uint8Array(hours.length),
    row: new Float64Array(hours.length),
  });
  await writer.commit("");
}

const said = (titleEn: string, building: string): SaidMeasure => ({
  titleSv: "",
  titleZh: "",
  titleEn,
  kind: "insulation",
  carrier: "electricity",
  buildings: [building],
  rooms: null,
  owner: "",
  cost: "",
  method: "husting-daily",
  expected: "40",
  leastWorthwhile: "2",
  roomsMargin: "2",
  peopleMargin: "10",
});

async function register(title: string, building: string): Promise<string> {
  const made = await registerMeasure(parts(), said(title, building), adviser);
  if (!made.ok) throw new Error(made.fault.code);
  return made.slug;
}

async function step(slug: string, taken: Step, date = ""): Promise<void> {
  const measure = (await node.measures.bySlug(slug))!;
  const done = await takeStep(parts(), measure, taken, date, taken === "approve" ? officer : adviser);
  if (!done.ok) throw new Error(done.fault.code);
}

const measure = async (slug: string) => (await node.measures.bySlug(slug))!;
const newest = async (slug: string) => node.verdicts.find((await measure(slug)).id);
const section = async (slug: string) => (await verdictSection(node, await measure(slug)))!;

describe("a measure judged as its year goes by", () => {
  it("has its plan, its rooms named, on record before the work", async () => {
    for (const [title, building] of [
      ["Hall insulated", "hall"],
      ["Depot insulated", "depot"],
    ] as const) {
      const slug = await register(title, building);
      await step(slug, "approve");
    }
    expect((await measure("hall-insulated")).plan.rooms).toEqual(["hall/north"]);
    expect((await measure("depot-insulated")).plan.rooms).toEqual([]);
    nowMs = midnight("2024-03-02");
    for (const slug of ["hall-insulated", "depot-insulated"]) {
      await step(slug, "start", "2024-02-01");
      await step(slug, "finish", "2024-03-01");
    }
  });

  it("is not looked at before a quarter is over", async () => {
    nowMs = DONE_MS + 92 * DAY_MS;
    expect(await node.judge()).toBe(0);
    expect(await section("hall-insulated")).toMatchObject({
      newest: null,
      next: { onDate: "2024-06-02", afterDays: 90, isFinal: false },
    });
  });

  it("is looked at then, without being called verified", async () => {
    nowMs = DONE_MS + 94 * DAY_MS;
    expect(await node.judge()).toBe(2);
    expect(await newest("hall-insulated")).toMatchObject({ version: 1, lookDays: 90, isFinal: false });
    expect((await measure("hall-insulated")).state).toBe("finished");
    expect(await node.judge()).toBe(0);
  });

  it("is verified by the last look where energy fell and rooms held, and stays so", async () => {
    nowMs = DONE_MS + 370 * DAY_MS;
    expect(await node.judge()).toBe(2);
    const kept = await newest("hall-insulated");
    expect(kept).toMatchObject({
      version: 2,
      isFinal: true,
      outcome: "verified-people-not-asked",
      document: { rooms: { state: "held", roomsPlanned: 1 }, people: { state: "not-measured" } },
    });
    expect((await measure("hall-insulated")).state).toBe("verified");
    const { energy } = kept!.document;
    const avoided = energy.figures!.avoidedKwh / energy.figures!.counterfactualKwh;
    expect(avoided).toBeGreaterThan(0.4);
    expect(avoided).toBeLessThan(0.5);
    const line = (await node.civic
      .selectFrom("log_entry")
      .select("line")
      .where("sequence", "=", kept!.logEntry)
      .executeTakeFirst())!.line;
    expect(line).toContain(kept!.sha256);
    expect((await section("hall-insulated")).next).toBeNull();
  });

  it("has its avoided carbon claimed with it, the claim's hash in the log, and each version keeps its own", async () => {
    const { id } = await measure("hall-insulated");
    const verdict = (await newest("hall-insulated"))!;
    const claim = (await node.claims.find(id, 2))!;
    const { document } = claim;
    expect(document.verdict).toEqual({
      version: 2,
      sha256: verdict.sha256,
      outcome: "verified-people-not-asked",
      isFinal: true,
    });
    expect(document.claim.avoided.avoidedKwh).toBe(verdict.document.energy.figures!.avoidedKwh);
    expect(document.claim).toMatchObject({
      frozenOn: "2025-03-06",
      factor: { id: "nordic-el-ivl", gramsPerKwh: "90", gas: "CO2e" },
    });
    expect(claim.logEntry).toBeGreaterThan(verdict.logEntry);
    const { line } = await node.civic
      .selectFrom("log_entry")
      .select("line")
      .where("sequence", "=", claim.logEntry)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(line)).toMatchObject({
      act: "carbon.claimed",
      facts: { version: 2, factor: "nordic-el-ivl", sha256: claim.sha256 },
    });
    expect(readClaimDocument(JSON.parse(claim.text)).ok).toBe(true);
    expect((await node.claims.find(id, 1))?.document.verdict.isFinal).toBe(false);
    expect((await node.claims.newest()).get(id)?.version).toBe(2);
  });

  it("of a directory of before there were claims gets them, frozen on the day it does", async () => {
    const { id } = await measure("hall-insulated");
    const before = (await node.claims.find(id, 1))!;
    await node.civic.deleteFrom("carbon_claim").execute();
    expect(await node.judge()).toBe(0);
    const again = (await node.claims.find(id, 1))!;
    expect(again.document).toEqual({
      ...before.document,
      claim: { ...before.document.claim, frozenOn: "2025-03-06" },
    });
    expect(await node.claims.find(id, 2)).toBeDefined();
    const entries = async () =>
      (await node.civic.selectFrom("log_entry").select("sequence").execute()).length;
    const known = await entries();
    await node.judge();
    expect(await entries()).toBe(known);
  });

  it("is inconclusive where no room is measured, and says that of the rooms", async () => {
    expect(await newest("depot-insulated")).toMatchObject({
      outcome: "inconclusive",
      document: {
        energy: { state: "saved" },
        rooms: { state: "not-measured", roomsPlanned: 0 },
        unsettled: ["rooms", "people"],
      },
    });
    expect((await measure("depot-insulated")).state).toBe("finished");
  });

  it("follows from the city's data byte for byte, and from no changed document", async () => {
    const { text } = (await newest("hall-insulated"))!;
    expect(await explainVerdict(parts(), text)).toMatchObject({ ok: true, same: true, differences: [] });
    const forged = text.replace('"outcome":"verified-people-not-asked"', '"outcome":"verified"');
    expect(await explainVerdict(parts(), forged)).toMatchObject({
      ok: true,
      same: false,
      changed: [],
      sameFromKept: null,
      differences: [{ pointer: "/outcome", stated: "verified", recomputed: "verified-people-not-asked" }],
    });
    // The same words in another order of bytes are not the document that went on record.
    expect(await explainVerdict(parts(), ` ${text}`)).toMatchObject({ ok: true, same: false });
    for (const nothing of [
      "",
      "{",
      "[]",
      '{"format":"husting-verdict"}',
      text.replace(/"lastDay":\d+/g, '"lastDay":1e300'),
    ])
      expect(await explainVerdict(parts(), nothing)).toEqual({ ok: false, fault: { code: "no-verdict" } });
    expect(await explainVerdict(parts(), text.replaceAll("hall-insulated", "elsewhere"))).toMatchObject({
      ok: false,
      fault: { code: "measure-unknown" },
    });
  });

  it("does not move by what is measured after its year", async () => {
    nowMs = midnight("2025-05-20");
    const after = (midnight("2025-04-01") - FIRST_MS) / HOUR_MS;
    await put("hall", null, "electricity", "kWh", () => 900, [after, HOURS]);
    expect(await node.judge()).toBe(0);
    const { text } = (await newest("hall-insulated"))!;
    expect(await explainVerdict(parts(), text)).toMatchObject({ same: true });
  });

  it("is taken back when its readings are corrected, on record, with every earlier version kept", async () => {
    const old = (await newest("hall-insulated"))!;
    const from = (DONE_MS - FIRST_MS) / HOUR_MS;
    const to = (midnight("2025-03-01") - FIRST_MS) / HOUR_MS;
    // The meter had been read in the wrong unit: nothing was saved at all.
    await put("hall", null, "electricity", "kWh", (hour) => useKwh(hour, 0), [from, to]);
    expect(await node.judge()).toBe(1);
    expect(await newest("hall-insulated")).toMatchObject({
      version: 3,
      document: { energy: { state: "open" } },
    });
    expect((await measure("hall-insulated")).state).toBe("finished");
    expect(
      (await node.verdicts.versions((await measure("hall-insulated")).id)).map(({ version }) => version),
    ).toEqual([3, 2, 1]);
    const { id } = await measure("hall-insulated");
    const [claim, corrected] = [(await node.claims.find(id, 2))!, (await node.claims.find(id, 3))!];
    expect(claim.document.claim.avoided.avoidedKwh).toBe(old.document.energy.figures!.avoidedKwh);
    expect(Number(corrected.document.claim.grams)).toBeLessThan(Number(claim.document.claim.grams) / 5);
    expect((await node.claims.newest()).get(id)?.version).toBe(3);
    expect(await explainVerdict(parts(), old.text)).toMatchObject({
      same: false,
      changed: ["energy"],
      sameFromKept: true,
    });
  });
});

describe("what a verdict leaves out", () => {
  it("is every answer of a period in which fewer than ten answered", async () => {
    const room = [...(await node.votes.rooms.all()).values()].find(({ slug }) => slug === "north")!;
    for (const [period, date, count] of [
      ["before", "2023-12-05", 9],
      ["after", "2024-12-05", 40],
    ] as const) {
      const made = await node.votes.rounds.create(
        {
          measure: "hall-insulated",
          period,
          fromDate: date,
          toDate: `${date.slice(0, 8)}20`,
          roomIds: [room.roomId],
        },
        null,
      );
      if (!made.ok) throw new Error(made.fault);
      const codes = Array.from({ length: count }, (_, i) => hashOf(`${period}/${i}`));
      node.votes.tally.addCodes(made.value, codes);
      node.votes.tally.take({
        votes: [],
        answers: codes.map((codeHash, i) => ({
          codeHash,
          group: room.group.key,
          halfDay: halfDayOf(ZONE, midnight(date) + (i % 10) * DAY_MS + 9 * HOUR_MS),
          sensation: i % 4 === 0 ? -3 : 0,
          marks: 0,
        })),
      });
    }
    expect(await node.judge()).toBe(1);
    const { document } = (await newest("hall-insulated"))!;
    expect(document.people).toMatchObject({
      state: "open",
      baseline: { answers: 0, dissatisfied: 0, rounds: 1 },
      reporting: { answers: 40, dissatisfied: 10, rounds: 1 },
      reason: { code: "too-few-answers", baseline: 0 },
    });
    const kept = await node.verdicts.inputsOf((await newest("hall-insulated"))!.sha256);
    expect(kept?.people.answers).toHaveLength(40);
  });
});

describe("a measure nobody planned before it began", () => {
  it("has no verdict, and the page says why", async () => {
    const slug = await register("Late plan", "late");
    await step(slug, "approve");
    await step(slug, "start", "2024-02-01");
    await step(slug, "finish", "2024-03-01");
    expect(await node.judge()).toBe(0);
    expect(await section(slug)).toMatchObject({ newest: null, refusal: { code: "plan-after-start" } });
    // Nothing has changed: it is not asked again and again.
    expect(await node.judge()).toBe(0);
  });
});

describe("what a plan asks for", () => {
  it("comes from the buildings' own meters and rooms, and says what cannot be told", async () => {
    nowMs = WORK_MS - DAY_MS;
    await node.recompute();
    const { plan } = await measure("hall-insulated");
    const buildings = (await node.registry.buildings()).filter(({ slug }) => slug === "hall");
    const ask = await planAsk(parts(), buildings, "electricity", plan);
    expect(ask.savingShare).toBe(0.4);
    expect(ask.energy?.weeks).toBeGreaterThan(0);
    expect(ask.rooms).toMatchObject({ roomsToMeasure: 1 });
    expect(ask.people.answersPerPeriod).toBe(198);
    const depot = (await node.registry.buildings()).filter(({ slug }) => slug === "depot");
    expect(await planAsk(parts(), depot, "gas", { ...plan, rooms: [] })).toMatchObject({
      energy: null,
      rooms: null,
    });
  });
});
