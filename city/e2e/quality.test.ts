import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { qualityPage, watchReadings } from "../features/quality/index.ts";
import { ensureMeteringPoint } from "../node/points.ts";
import { openPost } from "../node/post.ts";
import { postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A winter morning in Umeå, two hours after the newest simulated reading at the latest. */
const START = Math.ceil(Date.now() / (24 * HOUR)) * 24 * HOUR + 9 * HOUR;

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
let city: RunningCity;
let smtp: SMTPServer;
let port = 0;
let isRefusing = false;
let mails: Mail[] = [];
const pointIds: number[] = [];

beforeAll(async () => {
  city = await runCity();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (isRefusing) return done(new Error("mailbox unavailable"));
        mails.push(readMail(Buffer.concat(chunks).toString("utf8"), session.envelope.rcptTo[0]!.address));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const address = smtp.server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  for (let i = 0; i < 40; i++) {
    const wanted = {
      carrier: "electricity",
      kind: "interval",
      unit: "kWh",
      stepMinutes: 60,
      registerWidth: null,
    } as const;
    const { id } = await ensureMeteringPoint(city.node.registry, {
      building: `house-${i}`,
      room: null,
      ...wanted,
    });
    pointIds.push(id);
  }
  await city.signInAs("manager");
});
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await city.close();
});
beforeEach(() => {
  mails = [];
  isRefusing = false;
});

/** Headers and body of a message as nodemailer writes it: quoted-printable or base64, in UTF-8. */
function readMail(raw: string, to: string): Mail {
  const [head = "", ...body] = raw.split("\r\n\r\n");
  const unfolded = head.replace(/\r\n\s+/g, " ");
  const subject = (/^Subject: (.*)$/m.exec(unfolded)?.[1] ?? "").replaceAll("?= =?", "?==?");
  const bytes = (text: string): string =>
    text.replace(/((?:=[0-9A-F]{2})+)/g, (run) =>
      Buffer.from(run.replaceAll("=", ""), "hex").toString("utf8"),
    );
  const word = (text: string): string =>
    text.replace(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, how: string, coded: string) =>
      how.toUpperCase() === "B"
        ? Buffer.from(coded, "base64").toString("utf8")
        : bytes(coded.replaceAll("_", " ")),
    );
  const text = body.join("\r\n\r\n");
  const isBase64 = /^Content-Transfer-Encoding: base64/im.test(head);
  return {
    to,
    subject: word(subject),
    text: isBase64 ? Buffer.from(text, "base64").toString("utf8") : bytes(text.replaceAll("=\r\n", "")),
  };
}

async function hear(points: readonly number[], atMs: number): Promise<void> {
  await city.node.desk.submit({
    source: "gateway-3",
    columns: {
      pointId: Int32Array.from(points),
      atMs: new Float64Array(points.length).fill(atMs),
      mantissa: new Float64Array(points.length).fill(1),
      decimals: new Uint8Array(points.length),
      quality: new Uint8Array(points.length),
      row: new Float64Array(points.length),
    },
    rejections: [],
  });
}

async function watch(nowMs: number): Promise<void> {
  const mail = { host: "127.0.0.1", port, from: "husting@example.org" };
  await watchReadings({
    ...city.node.quality,
    nowMs: () => nowMs,
    send: openPost(city.node.civic, false, mail, () => nowMs),
  });
}

const manager = async (): Promise<string> => {
  const row = await city.node.civic
    .selectFrom("account_role")
    .select("user_id")
    .where("role", "=", "manager")
    .executeTakeFirstOrThrow();
  return row.user_id;
};

/** Alarms of the gateway of this test: the demo has a silent one of its own. */
const gatewayAlarms = async () =>
  (await city.node.quality.alarms.open()).filter(
    ({ kind, subject }) => kind === "source-silent" && subject === "gateway-3",
  );

it("a new demo has something to look after: a silent source, a question and a suspect stretch", async () => {
  const { alarms, buildings } = await qualityPage(city.node.quality, "", 1);
  expect(alarms).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ kind: "source-silent", subject: "simulated-gateway", points: 3 }),
      expect.objectContaining({ kind: "questions", points: 1 }),
    ]),
  );
  expect(buildings.find(({ slug }) => slug === "algkronan-skola")).toMatchObject({
    silent: 3,
    questions: expect.any(Number),
    suspects: expect.any(Number),
  });
  const school = buildings.find(({ slug }) => slug === "algkronan-skola")!;
  expect(school.questions).toBeGreaterThan(0);
  expect(school.suspects).toBeGreaterThan(0);
});

it("a dead gateway is one alarm and one letter, after a quarter of an hour", async () => {
  const wish = { language: "en", digestHour: null, atOnce: true, quietFromHour: 21, quietToHour: 7 } as const;
  await city.node.quality.wishes.put(await manager(), wish);
  await hear(pointIds, START);
  await watch(START + 5 * HOUR);
  expect(await city.node.quality.alarms.open()).not.toContainEqual(
    expect.objectContaining({ kind: "source-silent", subject: "gateway-3" }),
  );
  // Questions of the simulated city are old by now and told of here.
  await watch(START + 5.5 * HOUR);
  mails = [];

  await watch(START + 7 * HOUR);
  const silent = await gatewayAlarms();
  expect(silent).toMatchObject([{ subject: "gateway-3", sinceMs: START }]);
  expect(silent[0]!.pointIds).toHaveLength(40);
  expect(mails).toEqual([]);
  await watch(START + 7 * HOUR + 16 * MINUTE);
  expect(mails).toHaveLength(1);
  expect(mails[0]!.subject).toBe("Umeå: one new alarm about readings");
  expect(mails[0]!.text).toContain("gateway-3 has been silent since");
  expect(mails[0]!.text).toContain("40 metering points");
  expect(mails[0]!.text).toContain("/en/staff/quality");
  await watch(START + 7 * HOUR + 30 * MINUTE);
  expect(mails).toHaveLength(1);
});

it("the alarm stays the same one while points come back, and ends with the last", async () => {
  const [before] = await gatewayAlarms();
  await hear(pointIds.slice(0, 10), START + 8 * HOUR);
  await watch(START + 8.2 * HOUR);
  const [during] = await gatewayAlarms();
  expect(during).toMatchObject({ id: before!.id, openedAtMs: before!.openedAtMs });
  expect(during!.pointIds).toHaveLength(30);
  await hear(pointIds, START + 9 * HOUR);
  await watch(START + 9.2 * HOUR);
  expect(await gatewayAlarms()).toEqual([]);
  expect(mails).toEqual([]);
});

it("nothing is sent in quiet hours, and what was kept back is sent when they end", async () => {
  // Silent from six in the evening on: noticed at midnight, told at seven.
  const evening = Math.ceil((START + 9 * HOUR) / (24 * HOUR)) * 24 * HOUR - 7 * HOUR;
  await hear(pointIds, evening);
  await watch(evening + 7 * HOUR);
  await watch(evening + 8 * HOUR);
  expect(mails).toEqual([]);
  await watch(evening + 13.5 * HOUR);
  expect(mails).toHaveLength(1);
  expect(mails[0]!.text).toContain("gateway-3");
  await hear(pointIds, evening + 14 * HOUR);
  await watch(evening + 14 * HOUR);
});

it("a letter that the mail server refuses is not lost: it is tried again, and the page says so", async () => {
  const from = START + 50 * HOUR;
  await hear(pointIds, from);
  isRefusing = true;
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await watch(from + 6.5 * HOUR);
  await watch(from + 7 * HOUR);
  expect(mails).toEqual([]);
  const cookie = await city.signInAs("manager");
  const page = async () =>
    (await fetch(`${city.baseUrl}/en/staff/quality.json`, { headers: { cookie } })).json();
  expect((await page()).failedAtMs).toBe(from + 7 * HOUR);
  isRefusing = false;
  await watch(from + 7 * HOUR + 2 * MINUTE);
  expect(mails).toEqual([]);
  await watch(from + 7 * HOUR + 6 * MINUTE);
  expect(mails).toHaveLength(1);
  expect((await page()).failedAtMs).toBeNull();
  vi.restoreAllMocks();
});

it("a digest comes once a day in the person's own language, with what is over and who is measured worst", async () => {
  const cookie = await city.signInAs("manager");
  const form = { digest: "7", quietFrom: "21", quietTo: "7" };
  expect((await postForm(`${city.baseUrl}/sv/staff/quality`, form, { cookie })).status).toBe(303);
  const from = START + 72 * HOUR;
  await hear(pointIds, from + 20 * HOUR);
  await watch(from + 20 * HOUR);
  const morning = Math.floor((from + 24 * HOUR) / (24 * HOUR)) * 24 * HOUR + 6.2 * HOUR;
  await watch(morning - 2 * HOUR);
  expect(mails).toEqual([]);
  await watch(morning);
  await watch(morning + HOUR);
  expect(mails).toHaveLength(1);
  expect(mails[0]!.subject).toMatch(/^Umeå: mätvärden i dag/);
  expect(mails[0]!.text).toContain("Över sedan i går:");
  expect(mails[0]!.text).toContain("gateway-3");
  expect(mails[0]!.text).toContain("Minst mätt förra månaden:");
  await watch(morning + 24 * HOUR);
  expect(mails).toHaveLength(2);
});

it("who has lost the role is told no more", async () => {
  const id = await manager();
  await city.node.civic
    .updateTable("account_role")
    .set({ role: "resident" })
    .where("user_id", "=", id)
    .execute();
  await watch(START + 30 * 24 * HOUR);
  expect(mails).toEqual([]);
});

it("the page's alarms are those of its own counts, before any round has noticed them", async () => {
  const silentAt = START + 100 * 24 * HOUR;
  const parts = { ...city.node.quality, nowMs: () => silentAt };
  const [before, page] = [await city.node.quality.alarms.open(), await qualityPage(parts, "", 1)];
  const silent = page.buildings.filter(({ slug }) => slug.startsWith("house-"));
  expect(silent.every((building) => building.silent === 1)).toBe(true);
  const alarm = page.alarms.find(({ subject }) => subject === "gateway-3");
  expect(alarm).toMatchObject({ kind: "source-silent", points: 40 });
  // To look is no round: nothing is on record by it.
  expect(await city.node.quality.alarms.open()).toEqual(before);
});

it("buildings stand worst first, each with its share of hours measured, and open point by point", async () => {
  const cookie = await city.signInAs("administrator");
  const get = async (path: string) => (await fetch(`${city.baseUrl}${path}`, { headers: { cookie } })).json();
  const { buildings } = await get("/en/staff/quality.json");
  const asks = buildings.map(({ silent, questions }: { silent: number; questions: number }) => [
    silent,
    questions,
  ]);
  expect(asks).toEqual(asks.toSorted((a: number[], b: number[]) => b[0]! - a[0]! || b[1]! - a[1]!));
  const measured = buildings.filter(({ lastMonth }: { lastMonth: number | null }) => lastMonth !== null);
  expect(measured.length).toBeGreaterThan(3);
  for (const { lastMonth, year } of measured) {
    expect(lastMonth).toBeLessThanOrEqual(1);
    expect(year).toBeGreaterThan(0.3);
  }
  const one = await get(`/en/staff/quality/${measured[0].slug}.json`);
  expect(one.monthStartsMs).toHaveLength(12);
  for (const { shares } of one.points) expect(shares).toHaveLength(12);
  expect((await fetch(`${city.baseUrl}/en/staff/quality/nowhere`, { headers: { cookie } })).status).toBe(404);
});
