import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readingMessages } from "../features/readings/messages.ts";
import { type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const START_MS = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;
const at = (hour: number): string => new Date(START_MS + hour * HOUR_MS).toISOString();

let city: RunningCity;
let token: string;
beforeAll(async () => {
  city = await runCity();
  const added = await city.node.sources.add("meter-gateway", "town-hall,library");
  if (!added.ok) throw new Error(added.fault);
  token = added.token;
  expect((await definePoint("town-hall/electricity")).status).toBe(200);
});
afterAll(() => city.close());

function definePoint(point: string, body: object = {}, bearer = token): Promise<Response> {
  return fetch(`${city.baseUrl}/api/v1/points/${point}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify({ kind: "interval", unit: "kWh", stepMinutes: 60, ...body }),
  });
}

function send(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${city.baseUrl}/api/v1/readings`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson", ...headers },
    body,
  });
}

const line = (hour: number, value: unknown, more: object = {}): string =>
  JSON.stringify({ point: "town-hall/electricity", time: at(hour), value, ...more });

async function current(key: string): Promise<[number, number][]> {
  const point = city.node.points.book.get(key)!;
  const { atMs, value } = await city.node.readings.current(point.id);
  return Array.from(atMs, (ms, i) => [(ms - START_MS) / HOUR_MS, value[i]!]);
}

describe("POST /api/v1/readings", () => {
  it("takes lines and says what became of them; the same again changes nothing, another value is a correction", async () => {
    const first = await send(`${line(1, 1.5)}\n${line(2, "2.50")}\n\n${line(3, 3)}`);
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ added: 3, corrected: 0, repeated: 0, rejected: 0 });
    expect(await (await send(`${line(1, "1.500")}\n${line(2, 9)}`)).json()).toMatchObject({
      added: 0,
      corrected: 1,
      repeated: 1,
    });
    expect((await current("town-hall/electricity")).slice(0, 3)).toEqual([
      [1, 1.5],
      [2, 9],
      [3, 3],
    ]);
  });

  it("takes a JSON array, gzip or not, and local times with their offset", async () => {
    const body = `[${line(10, 1)},${JSON.stringify({ point: "town-hall/electricity", time: "2026-01-01T12:00+01:00", value: 2 })}]`;
    const answer = await send(gzipSync(body), {
      "content-type": "application/json",
      "content-encoding": "gzip",
    });
    expect(await answer.json()).toMatchObject({ added: 2, rejected: 0 });
    expect(await current("town-hall/electricity")).toContainEqual([11, 2]);
  });

  it("rejects each bad reading by its row, in the sender's language, and takes the rest", async () => {
    const bad: [string, string][] = [
      ["{", "not-json"],
      ["[1]", "not-a-reading"],
      ["null", "not-a-reading"],
      [line(20, 1, { point: "library/gas" }), "point-not-known"],
      [line(20, 1, { point: "constructor" }), "point-not-known"],
      [line(20, 1, { time: "2026-01-01T12:00:00" }), "time-without-offset"],
      [line(20, 1, { time: "2026-02-30T12:00:00Z" }), "not-a-time"],
      [line(20, 1, { time: 5 }), "not-a-time"],
      [line(20, 1, { time: "0001-01-01T12:00:00Z" }), "time-too-early"],
      [line(20, 1, { time: "1899-12-31T12:00:00Z" }), "time-too-early"],
      [line(20, 1, { time: "2126-01-01T12:00:00Z" }), "time-in-future"],
      [line(20, 1, { time: undefined }), "empty-time"],
      [line(20, null), "empty-value"],
      [line(20, "1,5"), "not-a-number"],
      [line(20, true), "not-a-number"],
      [line(20, "12345678901234567"), "number-too-large"],
      [line(20, "1e3"), "not-a-number"],
      [line(20, 1e30), "number-too-large"],
      [line(20, -1), "below-possible"],
      [line(20, 1, { unit: "MWh" }), "unit-differs"],
      [line(20, 1, { quality: 3 }), "quality-not-known"],
      [`"${"x".repeat(70_000)}"`, "line-too-long"],
    ];
    const lines = [...bad.map(([text]) => text), line(20, 20)];
    const answer = await (await send(lines.join("\n"), { "accept-language": "sv" })).json();
    expect(answer).toMatchObject({ added: 1, rejected: bad.length });
    expect(answer.rejections.map(({ row, code }: { row: number; code: string }) => [row, code])).toEqual(
      bad.map(([, code], i) => [i + 1, code]),
    );
    for (const { message } of answer.rejections) expect(message.length).toBeGreaterThan(10);
    expect(answer.rejections[0].message).toContain("ingen JSON");
    expect(await city.node.readings.rejections(answer.delivery, 100)).toHaveLength(bad.length);
  });

  it("of two rows of one request that disagree the first is taken", async () => {
    const answer = await (await send(`${line(30, 1)}\n${line(30, 2)}`)).json();
    expect(answer).toMatchObject({ added: 1, rejected: 1 });
    expect(await current("town-hall/electricity")).toContainEqual([30, 1]);
  });

  it("answers a request with the same Idempotency-Key as before, and refuses the key for another body", async () => {
    const headers = { "idempotency-key": "a1" };
    const first = await send(line(40, 4), headers);
    const again = await send(line(40, 4), headers);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
    const other = await send(line(40, 5), headers);
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ error: { code: "key-used-otherwise" } });
    expect(await current("town-hall/electricity")).toContainEqual([40, 4]);
  });

  it("lets nobody in without a valid token, nor after it was revoked", async () => {
    for (const authorization of [
      "",
      "Bearer x",
      `Bearer ${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
      "Bearer hst_999_x",
      `Basic ${token}`,
    ]) {
      const answer = await send(line(50, 1), { authorization });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: { code: "token-not-valid" } });
    }
    const added = await city.node.sources.add("short-lived", "*");
    if (!added.ok) throw new Error(added.fault);
    await city.node.sources.revoke("short-lived");
    expect((await send(line(50, 1), { authorization: `Bearer ${added.token}` })).status).toBe(401);
    expect(await current("town-hall/electricity")).not.toContainEqual([50, 1]);
  });

  it("writes nothing outside the token's buildings, and says no more of a point there than of one that is not", async () => {
    const [key] = [...city.node.points.book.keys()].filter((known) => !known.startsWith("town-hall/"));
    const outside = await (await send(line(1, 1, { point: key }))).json();
    const nowhere = await (await send(line(1, 1, { point: "library/none" }))).json();
    expect(outside.rejections[0].code).toBe(nowhere.rejections[0].code);
    expect(outside.rejections[0].message).toBe(nowhere.rejections[0].message);
  });

  it("refuses what it cannot read as a whole, and takes nothing of it", async () => {
    const json = { "content-type": "application/json" };
    const cases: [Promise<Response>, number, string][] = [
      [send("{}", json), 400, "body-not-json"],
      [send("[", json), 400, "body-not-json"],
      [send(line(60, 1), { "content-type": "text/csv" }), 415, "content-type-not-read"],
      [send(line(60, 1), { "content-encoding": "br" }), 415, "content-type-not-read"],
      [send(gzipSync(line(60, 1)).subarray(0, 20), { "content-encoding": "gzip" }), 400, "body-not-readable"],
      [send(gzipSync(Buffer.alloc(70 * 1024 * 1024)), { "content-encoding": "gzip" }), 413, "body-too-large"],
    ];
    for (const [answer, status, code] of cases) {
      expect([(await answer).status, (await (await answer).json()).error.code]).toEqual([status, code]);
    }
    expect(await current("town-hall/electricity")).not.toContainEqual([60, 1]);
  });

  it("many senders at once each get their own receipt", async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, async (_, i) => (await send(`${line(100 + i, i)}\n${line(200, 7)}`)).json()),
    );
    expect(answers.reduce((sum, { added }) => sum + added, 0)).toBe(5);
    expect(answers.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(3);
  });
});

describe("PUT /api/v1/points", () => {
  it("a body that is no JSON, or says what cannot be, is answered in JSON and in words", async () => {
    const put = (body: string): Promise<Response> =>
      fetch(`${city.baseUrl}/api/v1/points/library/electricity`, {
        method: "PUT",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body,
      });
    const broken = await put('{"kind": ');
    expect([broken.status, (await broken.json()).error.code]).toEqual([400, "point-not-json"]);
    const step = await (await definePoint("library/electricity", { stepMinutes: 7 })).json();
    expect(step.error.code).toBe("point-not-possible");
    expect(step.error.message).toContain(readingMessages.t("sv")("api.field.stepMinutes"));
  });

  it.each([1, 5, 10, 20])(
    "a meter may be read every %i minutes, and its register starts at zero",
    async (step) => {
      const point = `library/step-${step}/electricity`;
      expect((await definePoint(point, { kind: "cumulative", stepMinutes: step })).status).toBe(200);
      const answer = await (await send(`${line(1, 5, { point })}\n${line(2, -5, { point })}`)).json();
      expect(answer).toMatchObject({ added: 1, rejected: 1, rejections: [{ code: "below-possible" }] });
    },
  );

  it("makes a point once, keeps it, and refuses another meaning", async () => {
    expect((await definePoint("library/gas", { unit: "m3" })).status).toBe(200);
    expect((await definePoint("library/gas", { unit: "m3" })).status).toBe(200);
    expect((await definePoint("library/gas", { unit: "kWh" })).status).toBe(409);
  });

  it("makes a point of a room, to which readings can be sent", async () => {
    const room = { kind: "instantaneous", unit: "°C", stepMinutes: 60 };
    const made = await definePoint("library/reading-room/indoor-temperature", room);
    expect(made.status).toBe(200);
    expect(await made.json()).toEqual({ point: "library/reading-room/indoor-temperature" });
    expect((await definePoint("library/reading-room/outdoor-temperature", room)).status).toBe(422);
    expect((await definePoint("school/reading-room/indoor-temperature", room)).status).toBe(403);
    const point = city.node.points.book.get("library/reading-room/indoor-temperature");
    expect(point?.range).toMatchObject({ low: -50 });
    const registered = (await city.node.registry.points()).find(({ id }) => id === point?.id);
    expect(registered?.roomId).not.toBeNull();
  });

  it("refuses what cannot be, and what is outside the token's buildings", async () => {
    expect((await definePoint("town-hall/gas", { unit: "ppm" })).status).toBe(422);
    expect((await definePoint("town-hall/steam")).status).toBe(422);
    expect((await definePoint("town-hall/co2")).status).toBe(422);
    expect((await definePoint("school/electricity")).status).toBe(403);
    expect((await definePoint("town-hall/water", {}, "x")).status).toBe(401);
  });
});

it("the document says how to send, and a route that is not there is JSON too", async () => {
  const document = await (await fetch(`${city.baseUrl}/api/v1/openapi.json`)).json();
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths)).toEqual([
    "/readings",
    "/points/{building}/{carrier}",
    "/points/{building}/{room}/{carrier}",
  ]);
  expect(document.components.securitySchemes.token).toMatchObject({ type: "http", scheme: "bearer" });
  const nowhere = await fetch(`${city.baseUrl}/api/v1/nothing`);
  expect(nowhere.status).toBe(404);
  expect(nowhere.headers.get("content-type")).toContain("application/json");
});

it("a source is put on record without its token", async () => {
  const lines = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
  expect(lines).toContain('"act":"source.added"');
  expect(lines).not.toContain(token.split("_")[2]);
});
