import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  documentHash,
  documentText,
  makeCard,
  readBundle,
  sealDocument,
  writeBundle,
} from "@husting/exchange";
import { canonicalJson, fingerprint, keyIdOf, publicKeyOf } from "@husting/openness";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  bundleFor,
  discardDraft,
  fetchDue,
  fetchFrom,
  findDraft,
  partnerPage,
  prepare,
  receivedPage,
  release,
  releasedPage,
  sisterCityPage,
  takeBundle,
  tellCityProfile,
  withdraw,
} from "../features/exchange/index.ts";
import { openCityKey } from "../features/log/index.ts";
import type { Person } from "../features/people/index.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";

/** Two nodes that speak over loopback, without a browser: what is sent, and all that can go wrong on the way. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "husting-exchange-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface City {
  readonly node: CityNode;
  readonly officer: Person;
  readonly close: () => Promise<void>;
  /** By how much this city's clock is off. */
  clockMs: number;
}

let number = 0;
async function openCity(id: "umea" | "chanba"): Promise<City> {
  const city = { clockMs: 0 };
  const directory = join(folder, `${id}-${number++}`);
  const options = { nowMs: () => Date.now() + city.clockMs };
  // Its address is known once it listens: opened twice, as a node is that gets another port.
  const first = await openNode(directory, { profile: cityProfiles[id], ...options });
  const probe = await listen(await createServer(first), 0);
  await probe.close();
  await first.close();
  const node = await openNode(directory, { baseUrl: `http://127.0.0.1:${probe.port}`, ...options });
  const server = await listen(await createServer(node), probe.port);
  await node.signIn.grant("officer@city.example", "international", null);
  const person = (await node.signIn.people()).find(({ email }) => email === "officer@city.example")!;
  return Object.assign(city, {
    node,
    officer: person as Person,
    close: async () => {
      await server.close();
      await node.close();
    },
  });
}

let umea: City;
let chanba: City;
beforeEach(async () => {
  [umea, chanba] = await Promise.all([openCity("umea"), openCity("chanba")]);
  return async () => {
    await umea.close();
    await chanba.close();
  };
});

const cardOf = async ({ node }: City): Promise<string> =>
  (await fetch(new URL("/exchange/card", node.exchange.address!))).text();

/** As two officers on the telephone: each types what the other reads from her own screen. */
async function pair(one: City, other: City): Promise<void> {
  for (const [here, there] of [
    [one, other],
    [other, one],
  ] as const) {
    const { partners } = here.node.exchange;
    const proposed = await partners.propose(await cardOf(there));
    if (!proposed.ok) throw new Error(proposed.fault);
    const partner = (await partners.find(proposed.city))!;
    const groups = fingerprint(there.node.logKey).split(" ");
    const said = partner.askedGroups.map((group) => groups[group - 1]).join(" ");
    expect(await partners.confirm(partner.city, said, here.officer)).toBeNull();
  }
}

const partnerOf = async ({ node }: City) => (await node.exchange.partners.all())[0]!;

async function releaseProfile(from: City, reason = "Decision 1"): Promise<string> {
  const told = await tellCityProfile(from.node);
  const id = await prepare(from.node.exchange, await partnerOf(from), told, from.officer);
  const draft = (await findDraft(from.node.exchange, id))!;
  const looked = { sha256: draft.sha256, read: true, reason };
  expect(await release(from.node.exchange, draft, looked, from.officer)).toBeNull();
  return draft.sha256;
}

/** The file that the city gives for its partner. */
const fileOf = async (from: City): Promise<string> =>
  bundleFor(from.node.exchange, await partnerOf(from), { documents: 0, logSize: 0 });
const bring = async (to: City, file: string) =>
  takeBundle(to.node.exchange, await partnerOf(to), file, "file");
const codes = (report: {
  readonly refused: readonly { readonly reason: { readonly code: string } }[];
}): string[] => report.refused.map(({ reason }) => reason.code);

/** A bundle with other documents in it, by number. */
function only(
  file: string,
  sequences: readonly number[],
  change = (sealed: string): string => sealed,
): string {
  const items = readBundle(file).items.map(({ item }) => item);
  const documents = new Map(
    items.flatMap((item) => (item.type === "document" ? [[item.sequence, item]] : [])),
  );
  return writeBundle(
    { from: "umea", to: "chanba", madeAt: new Date().toISOString() },
    sequences.map((sequence) => {
      const item = documents.get(sequence)!;
      return { ...item, sealed: change(item.sealed) };
    }),
  );
}

/** A single group is five digits, which a time or a hash also holds by chance: neighbours are looked for. */
function expectNoGroups(page: string, key: Parameters<typeof fingerprint>[0]): void {
  const groups = fingerprint(key).split(" ");
  for (let at = 1; at < groups.length; at++) expect(page).not.toContain(`${groups[at - 1]} ${groups[at]}`);
}

describe("pairing", () => {
  it("believes a city only when its officer's groups are those of the key on its card", async () => {
    const { partners } = chanba.node.exchange;
    await partners.propose(await cardOf(umea));
    const before = (await partners.find("umea"))!;
    expect(await partners.confirm("umea", "12345 12345 12345", chanba.officer)).toBe("groups-differ");
    expect(await partners.confirm("umea", "", chanba.officer)).toBe("groups-missing");
    expect((await partners.find("umea"))!.state).toBe("proposed");
    // Nothing that a page shows gives the groups away before they were compared.
    const page = JSON.stringify(await partnerPage(chanba.node.exchange, "umea", "international"));
    expectNoGroups(page, umea.node.logKey);
    // Full-width digits are digits.
    const asked = (await partners.find("umea"))!;
    expect(asked.proposedAtMs).toBe(before.proposedAtMs);
    const groups = fingerprint(umea.node.logKey).split(" ");
    const wide = asked.askedGroups
      .map((group) => groups[group - 1]!)
      .join("　")
      .replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    expect(await partners.confirm("umea", wide, chanba.officer)).toBeNull();
    expect((await partners.find("umea"))!.state).toBe("paired");
  });

  it("refuses a card of one's own, of one's own key, with another key than the one compared, and one that leads inside", async () => {
    const { partners } = umea.node.exchange;
    const fault = async (sealed: string) => {
      const proposed = await partners.propose(sealed);
      return proposed.ok ? "taken" : proposed.fault;
    };
    const { privateKey } = openCityKey(umea.node.directory.logKey);
    const stranger = openCityKey(join(folder, `stranger-${number++}.json`)).privateKey;
    const card = { ...cityProfiles.chanba, city: "chanba", madeAt: new Date().toISOString(), address: null };
    const made = (more: object, key = stranger) => {
      const { city, names, country, language, address, madeAt } = { ...card, ...more } as typeof card;
      return makeCard({ city, names, country, language, address, madeAt }, key);
    };
    expect(await fault(await cardOf(umea))).toBe("own-city");
    expect(await fault(await made({}, privateKey))).toBe("own-key");
    const taken = { sv: "Sian", zh: "西安", en: "Umeå" };
    expect(await fault(await made({ city: "evilcity", names: taken }))).toBe("own-name");
    expect(await fault(await made({ names: { ...taken, en: "Xi'an\u202e" } }))).toBe("malformed");
    expect(await fault(await made({ address: "https://10.0.0.7/" }))).toBe("address-not-allowed");
    expect(await fault(await made({ address: "http://city.example/" }))).toBe("address-not-allowed");
    expect(await fault(await made({ address: "https://user:secret@city.example/" }))).toBe(
      "address-not-allowed",
    );
    expect(await fault("hello")).toBe("not-sealed");
    await pair(umea, chanba);
    expect(await fault(await made({}))).toBe("other-key");
    expect(await fault(await cardOf(chanba))).toBe("already-paired");
  });

  it("asked for anew shows no key and hides nothing that came before, until the new key was compared", async () => {
    await pair(umea, chanba);
    const sha256 = await releaseProfile(umea);
    await fetchFrom(chanba.node.exchange, await partnerOf(chanba));
    const { exchange, factors } = chanba.node;
    const shown = async () => JSON.stringify(await sisterCityPage(exchange, null));
    expect(await shown()).toContain(fingerprint(umea.node.logKey));
    await exchange.partners.end("umea", "New key, they say", chanba.officer);
    const stranger = openCityKey(join(folder, `stranger-${number++}.json`)).privateKey;
    const { names, country, language } = cityProfiles.umea;
    const forged = await makeCard(
      { city: "umea", names, country, language, address: null, madeAt: new Date().toISOString() },
      stranger,
    );
    expect(await exchange.partners.propose(forged)).toEqual({ ok: true, city: "umea" });
    // Neither the stranger's key nor the true one can be read off any page of this city.
    const pages = `${await shown()}${JSON.stringify(await partnerPage(exchange, "umea", "international"))}`;
    for (const key of [publicKeyOf(stranger), umea.node.logKey]) expectNoGroups(pages, key);
    expect(await receivedPage({ ...exchange, factors }, sha256)).toMatchObject({ content: { ok: true } });
    expect(await exchange.partners.discard("umea")).toBeNull();
    expect(await exchange.partners.discard("umea")).toBe("no-such-partner");
    await exchange.partners.propose(await cardOf(umea));
    const groups = fingerprint(umea.node.logKey).split(" ");
    const { askedGroups } = (await exchange.partners.find("umea"))!;
    const said = askedGroups.map((group) => groups[group - 1]).join(" ");
    expect(await exchange.partners.confirm("umea", said, chanba.officer)).toBeNull();
    expect(await receivedPage({ ...exchange, factors }, sha256)).toMatchObject({
      listed: { state: "accepted" },
    });
  });

  it("stands in the log of both cities, and so does its end, after which nothing is given or taken", async () => {
    await pair(umea, chanba);
    const acts = async ({ node }: City) =>
      (await node.civic.selectFrom("log_entry").select("line").execute()).map(
        ({ line }) => JSON.parse(line).act,
      );
    expect(await acts(umea)).toContain("partner.paired");
    expect(await acts(chanba)).toContain("partner.paired");
    await releaseProfile(umea);
    expect(await umea.node.exchange.partners.end("chanba", "", umea.officer)).toBe("reason-missing");
    expect(await umea.node.exchange.partners.end("chanba", "Project over", umea.officer)).toBeNull();
    expect(await acts(umea)).toContain("partner.ended");
    expect(await fetchFrom(chanba.node.exchange, await partnerOf(chanba))).toMatchObject({
      ok: false,
      fault: { code: "not-paired" },
    });
  });
});

describe("release", () => {
  beforeEach(() => pair(umea, chanba));

  it("lets nothing leave that was not looked at byte for byte, with a reason", async () => {
    const { exchange } = umea.node;
    const partner = await partnerOf(umea);
    const id = await prepare(exchange, partner, await tellCityProfile(umea.node), umea.officer);
    const draft = (await findDraft(exchange, id))!;
    const looked = { sha256: draft.sha256, read: true, reason: "Decision 7" };
    expect(await release(exchange, draft, { ...looked, reason: "" }, umea.officer)).toBe("reason-missing");
    expect(await release(exchange, draft, { ...looked, read: false }, umea.officer)).toBe("not-read");
    expect(await release(exchange, draft, { ...looked, sha256: "0".repeat(64) }, umea.officer)).toBe(
      "other-bytes",
    );
    expect(
      await release(exchange, { ...draft, text: draft.text.replace("Ume", "Uma") }, looked, umea.officer),
    ).toBe("other-bytes");
    expect(await release(exchange, draft, { ...looked, reason: "x".repeat(2001) }, umea.officer)).toBe(
      "reason-too-long",
    );
    for (const reason of ["a\u202eb", "bell\u0007", "zero\u200bwidth"])
      expect(await release(exchange, draft, { ...looked, reason }, umea.officer)).toBe("reason-characters");
    expect(readBundle(await fileOf(umea)).items.some(({ item }) => item.type === "document")).toBe(false);
    expect(await release(exchange, draft, looked, umea.officer)).toBeNull();
    // What leaves is what was looked at.
    const sent = readBundle(await fileOf(umea)).items.flatMap(({ item }) =>
      item.type === "document" ? item : [],
    );
    expect(Buffer.from(sent[0]!.sealed.split(".")[1]!, "base64url").toString()).toBe(draft.text);
    expect(await release(exchange, draft, looked, umea.officer)).toBe("no-such-draft");
  });

  it("of two drafts made ready side by side only one fits; the other is told why", async () => {
    const { exchange } = umea.node;
    const partner = await partnerOf(umea);
    const told = await tellCityProfile(umea.node);
    const ids = [
      await prepare(exchange, partner, told, umea.officer),
      await prepare(exchange, partner, told, umea.officer),
    ];
    const both = await Promise.all(ids.map((id) => findDraft(exchange, id)));
    const outcomes = await Promise.all(
      both.map((draft) =>
        release(exchange, draft!, { sha256: draft!.sha256, read: true, reason: "x" }, umea.officer),
      ),
    );
    expect(outcomes.sort()).toEqual([null, "overtaken"].sort());
    for (const id of ids) await discardDraft(exchange, id);
  });

  it("puts the reason on record as a commitment: the log holds no word of it", async () => {
    await releaseProfile(umea, "Decision 7 of Anna Andersson");
    const lines = await umea.node.civic.selectFrom("log_entry").select("line").execute();
    expect(lines.some(({ line }) => line.includes("Andersson"))).toBe(false);
    expect(lines.some(({ line }) => JSON.parse(line).act === "document.released")).toBe(true);
  });
});

describe("fetching", () => {
  beforeEach(() => pair(umea, chanba));

  it("brings each document once, puts it on record and co-signs the log, in both directions", async () => {
    const sha256 = await releaseProfile(umea);
    const partner = await partnerOf(chanba);
    expect(await fetchFrom(chanba.node.exchange, partner)).toMatchObject({
      ok: true,
      report: { accepted: [1], refused: [], coSigned: true },
    });
    const again = await fetchFrom(chanba.node.exchange, partner);
    expect(again).toMatchObject({ ok: true, report: { accepted: [], known: 0, refused: [] } });
    const page = await receivedPage({ ...chanba.node.exchange, factors: chanba.node.factors }, sha256);
    expect(page).toMatchObject({
      listed: { state: "accepted", kind: "city-profile" },
      content: { ok: true, read: { body: { city: "umea", names: { sv: "Umeå" } } } },
    });
    await fetchFrom(umea.node.exchange, await partnerOf(umea));
    await fetchFrom(chanba.node.exchange, partner);
    const sister = (await sisterCityPage(chanba.node.exchange, null)).sister!;
    expect(sister.witnessing.theirsSize).toBeGreaterThan(0);
    expect(sister.witnessing.oursSize).toBeGreaterThan(0);
  });

  it("asks later and later while there is no answer, loses nothing and says since when", async () => {
    await releaseProfile(umea);
    const { exchange } = chanba.node;
    await umea.close();
    const every = 60_000;
    const tries: number[] = [];
    for (let minute = 0; minute < 70; minute++) {
      await fetchDue(exchange, every);
      const { failures } = await chanba.node.civic
        .selectFrom("partner")
        .select("failures")
        .executeTakeFirstOrThrow();
      if (failures > tries.length) tries.push(minute);
      chanba.clockMs += every;
    }
    // After 2, 4, 8, 16 and 32 minutes.
    expect(tries).toEqual([0, 2, 6, 14, 30, 62]);
    const page = (await partnerPage(exchange, "umea", "international"))!;
    expect(page.connection).toMatchObject({ fault: { code: "no-answer" }, fetchedAtMs: null });
    chanba.clockMs = 0;
    umea = await reopen(umea);
    expect(await fetchFrom(exchange, await partnerOf(chanba))).toMatchObject({
      ok: true,
      report: { accepted: [1] },
    });
    expect((await partnerPage(exchange, "umea", "international"))!.connection.fault).toBeNull();
  });

  it("takes what came whole when the connection breaks in the middle, and the rest the next time", async () => {
    for (const reason of ["1", "2", "3"]) await releaseProfile(umea, reason);
    const whole = await fileOf(umea);
    const second = whole.split("\n").findIndex((line) => line.includes('"sequence":2,'));
    const until = whole.split("\n").slice(0, second).join("\n").length + 300;
    const broken = await serveText((response) => {
      response.writeHead(200, { "content-length": String(Buffer.byteLength(whole)) });
      response.write(whole.slice(0, until), () => response.destroy());
    });
    const partner = await partnerOf(chanba);
    const cut = await fetchFrom(chanba.node.exchange, { ...partner, address: broken.address });
    expect(cut).toMatchObject({ ok: true, report: { accepted: [1] } });
    expect((await partnerPage(chanba.node.exchange, "umea", "international"))!.connection.fault).toEqual({
      code: "cut-off",
    });
    broken.server.close();
    expect(await fetchFrom(chanba.node.exchange, partner)).toMatchObject({
      ok: true,
      report: { accepted: [2, 3], refused: [] },
    });
  });

  it("follows no redirection, takes no error page and nothing without end", async () => {
    const partner = await partnerOf(chanba);
    const answers: [(response: import("node:http").ServerResponse) => void, string][] = [
      [(response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(), "redirected"],
      [(response) => response.writeHead(500).end("<html>"), "refused"],
      [(response) => response.writeHead(404).end(), "not-paired"],
    ];
    for (const [answer, code] of answers) {
      const odd = await serveText(answer);
      expect(await fetchFrom(chanba.node.exchange, { ...partner, address: odd.address })).toMatchObject({
        ok: false,
        fault: { code },
      });
      odd.server.close();
    }
  });

  it.each([DAY_MS, -DAY_MS])("works with a partner's clock off by %d ms, and says so", async (offMs) => {
    umea.clockMs = offMs;
    const sha256 = await releaseProfile(umea);
    expect(await fetchFrom(chanba.node.exchange, await partnerOf(chanba))).toMatchObject({
      ok: true,
      report: { accepted: [1], refused: [] },
    });
    const { connection } = (await partnerPage(chanba.node.exchange, "umea", "international"))!;
    expect(Math.round(connection.clockAheadMs! / DAY_MS)).toBe(Math.sign(offMs));
    // Put right again: what is said after that is dated before what was said, and taken all the same.
    await withdraw(
      umea.node.exchange,
      await partnerOf(umea),
      1,
      { reason: "x", language: "sv" },
      umea.officer,
    );
    umea.clockMs = 0;
    await releaseProfile(umea);
    expect(await fetchFrom(chanba.node.exchange, await partnerOf(chanba))).toMatchObject({
      ok: true,
      report: { accepted: [2, 3], refused: [] },
    });
    expect(
      (await partnerPage(chanba.node.exchange, "umea", "international"))!.connection.clockAheadMs,
    ).toBeNull();
    const page = await receivedPage({ ...chanba.node.exchange, factors: chanba.node.factors }, sha256);
    expect(page!.listed.state).toBe("withdrawn");
  });
});

describe("what is carried by hand", () => {
  let file = "";
  beforeEach(async () => {
    await pair(umea, chanba);
    for (const reason of ["1", "2", "3", "4"]) await releaseProfile(umea, reason);
    file = await fileOf(umea);
  });
  const state = async () =>
    (
      await chanba.node.civic
        .selectFrom("exchange_received")
        .select(["sequence", "state"])
        .orderBy("sequence")
        .execute()
    ).map(({ sequence, state }) => `${sequence} ${state}`);

  it("goes by the same path as over the network, doubled and in any order", async () => {
    expect(await bring(chanba, only(file, [3, 1, 3]))).toMatchObject({
      accepted: [1],
      known: 1,
      waiting: [3],
      missing: 2,
      refused: [],
    });
    expect(await bring(chanba, only(file, [4, 1]))).toMatchObject({
      accepted: [],
      known: 1,
      waiting: [3, 4],
      missing: 2,
    });
    expect(await fetchFrom(chanba.node.exchange, await partnerOf(chanba))).toMatchObject({
      report: { accepted: [2, 3, 4], refused: [] },
    });
    expect(await bring(chanba, file)).toMatchObject({ accepted: [], known: 4, refused: [] });
    expect(await state()).toEqual(["1 accepted", "2 accepted", "3 accepted", "4 accepted"]);
  });

  it("is told from what was forged, cut, made by others or meant for others; evidence is kept once", async () => {
    const forged = only(file, [1], (sealed) => {
      const [header, payload, signature] = sealed.split(".") as [string, string, string];
      const text = Buffer.from(payload, "base64url").toString().replace("Umeå", "Omea");
      return `${header}.${Buffer.from(text).toString("base64url")}.${signature}`;
    });
    expect(codes(await bring(chanba, forged))).toEqual(["seal-broken"]);
    expect(codes(await bring(chanba, forged))).toEqual(["seal-broken"]);
    const stranger = openCityKey(join(folder, `stranger-${number++}.json`)).privateKey;
    const text = documentText({
      ...{ from: "umea", to: "chanba", sequence: 1, previous: null, preparedAt: new Date().toISOString() },
      ...{ releasedBy: "international", kind: "city-profile", kindVersion: 1, subject: "city", body: {} },
    });
    const sealed = await sealDocument(text, stranger);
    expect(
      codes(
        await bring(
          chanba,
          only(file, [1], () => sealed),
        ),
      ),
    ).toEqual(["unknown-key"]);
    expect(
      codes(
        await bring(
          chanba,
          only(file, [1], (whole) => whole.slice(0, 200)),
        ),
      ),
    ).toEqual(["not-sealed"]);
    const { city, names, country, language } = { ...cityProfiles.umea, city: "umea" };
    const card = await makeCard(
      { city, names, country, language, address: null, madeAt: new Date().toISOString() },
      stranger,
    );
    const head = { from: "umea", to: "chanba", madeAt: new Date().toISOString() };
    expect(codes(await bring(chanba, writeBundle(head, [{ type: "card", sealed: card }])))).toEqual([
      "other-key",
    ]);
    expect(codes(await bring(chanba, writeBundle({ ...head, to: "elsewhere" }, [])))).toEqual([
      "bundle-for-another",
    ]);
    expect(codes(await bring(chanba, writeBundle({ ...head, from: "elsewhere" }, [])))).toEqual([
      "bundle-from-another",
    ]);
    expect(codes(await bring(chanba, file.slice(0, -40)))).toContain("cut-off");
    expect(codes(await bring(chanba, "a photograph"))).toEqual(["not-json"]);
    // What came whole in the file that was cut off was taken, nothing else.
    expect(await state()).toEqual(["1 accepted", "2 accepted", "3 accepted", "4 accepted"]);
    const { refusals } = (await partnerPage(chanba.node.exchange, "umea", "international"))!;
    expect(refusals.find(({ reason }) => reason.code === "seal-broken")).toMatchObject({
      times: 2,
      way: "file",
    });
    expect(refusals.find(({ reason }) => reason.code === "unknown-key")?.reason).toMatchObject({
      keyId: keyIdOf(publicKeyOf(stranger)),
    });
  });

  it("of junk by the million lines is given up at once, by file and over the network", async () => {
    const junk = "{}\n".repeat(5_000_000);
    const report = await bring(chanba, junk);
    expect(report.refused).toHaveLength(51);
    expect(codes(report)).toContain("too-much-unreadable");
    const odd = await serveText((response) => response.end(junk));
    const partner = { ...(await partnerOf(chanba)), address: odd.address };
    await fetchFrom(chanba.node.exchange, partner);
    odd.server.close();
    // It is asked later and later, as one that does not answer.
    expect((await partnerPage(chanba.node.exchange, "umea", "international"))!.connection.fault).toEqual({
      code: "cut-off",
    });
    const endless = await serveText((response) => {
      // Until nobody listens any more: a write then comes back with an error.
      const more = (error?: Error | null): void => {
        if (error == null) response.write("x".repeat(1 << 20), more);
      };
      more();
    });
    const fetched = await fetchFrom(chanba.node.exchange, { ...partner, address: endless.address });
    expect(fetched).toMatchObject({ ok: false, fault: { code: "too-large" } });
    endless.server.closeAllConnections();
    endless.server.close();
  });

  it("of a newer version is not lost: a newer kind keeps its place, a newer form is asked for again", async () => {
    await bring(chanba, file);
    const { privateKey } = openCityKey(umea.node.directory.logKey);
    const last = await umea.node.civic
      .selectFrom("exchange_release")
      .select("sha256")
      .orderBy("sequence", "desc")
      .executeTakeFirstOrThrow();
    const frame = {
      ...{
        from: "umea",
        to: "chanba",
        sequence: 5,
        previous: last.sha256,
        preparedAt: new Date().toISOString(),
      },
      ...{
        releasedBy: "international",
        kind: "song",
        kindVersion: 9,
        subject: "song/1",
        body: { verses: 3 },
      },
    };
    const head = { from: "umea", to: "chanba", madeAt: new Date().toISOString() };
    const document = async (text: string) =>
      writeBundle(head, [{ type: "document", sequence: 5, sealed: await sealDocument(text, privateKey) }]);
    const text = documentText(frame);
    const newerForm = canonicalJson({ ...JSON.parse(text), version: 2, mood: "glad" });
    expect(codes(await bring(chanba, await document(newerForm)))).toEqual(["newer-format"]);
    expect(await bring(chanba, await document(text))).toMatchObject({ accepted: [5], refused: [] });
    const page = await receivedPage(
      { ...chanba.node.exchange, factors: chanba.node.factors },
      documentHash(text),
    );
    expect(page!.content).toEqual({ ok: false, reason: { code: "unknown-kind", kind: "song" } });
    expect(codes(await bring(chanba, file.replace('"version":1', '"version":3')))).toEqual(["newer-bundle"]);
  });

  it("that contradicts what came before is refused with both kept", async () => {
    await bring(chanba, file);
    const { privateKey } = openCityKey(umea.node.directory.logKey);
    const text = documentText({
      ...{ from: "umea", to: "chanba", sequence: 2, previous: null, preparedAt: new Date().toISOString() },
      ...{ releasedBy: "international", kind: "city-profile", kindVersion: 1, subject: "city", body: {} },
    });
    const sealed = await sealDocument(text, privateKey);
    expect(
      codes(
        await bring(
          chanba,
          only(file, [2], () => sealed),
        ),
      ),
    ).toEqual(["conflicting"]);
    const skipping = documentText({ ...JSON.parse(text), sequence: 5, previous: "0".repeat(64) });
    const fifth = await sealDocument(skipping, privateKey);
    expect(
      codes(
        await bring(
          chanba,
          only(file, [2], () => fifth),
        ),
      ),
    ).toEqual(["chain-broken"]);
    expect(await state()).toHaveLength(4);
  });
});

describe("withdrawal", () => {
  beforeEach(() => pair(umea, chanba));
  const reason = { reason: "Fel mätare", language: "sv" } as const;

  it("erases the content in both cities and leaves a tombstone with the reason", async () => {
    const sha256 = await releaseProfile(umea);
    await fetchFrom(chanba.node.exchange, await partnerOf(chanba));
    const partner = await partnerOf(umea);
    expect(await withdraw(umea.node.exchange, partner, 1, { ...reason, reason: "" }, umea.officer)).toBe(
      "reason-missing",
    );
    expect(await withdraw(umea.node.exchange, partner, 1, reason, umea.officer)).toBeNull();
    expect(await withdraw(umea.node.exchange, partner, 1, reason, umea.officer)).toBe("already-withdrawn");
    expect(await withdraw(umea.node.exchange, partner, 2, reason, umea.officer)).toBe(
      "cannot-withdraw-a-withdrawal",
    );
    expect(await withdraw(umea.node.exchange, partner, 9, reason, umea.officer)).toBe("no-such-release");
    expect(await fetchFrom(chanba.node.exchange, await partnerOf(chanba))).toMatchObject({
      report: { accepted: [2] },
    });
    const there = await receivedPage({ ...chanba.node.exchange, factors: chanba.node.factors }, sha256);
    expect(there).toMatchObject({
      listed: { state: "withdrawn" },
      content: null,
      sealed: null,
      withdrawal: { reason: { language: "sv", text: "Fel mätare" }, sequence: 2 },
    });
    const here = await releasedPage(umea.node.exchange, sha256, "public");
    expect(here).toMatchObject({ listed: { state: "withdrawn" }, content: null, text: null, sealed: null });
  });

  it("before it was ever fetched leaves its place empty, and what follows is taken", async () => {
    const sha256 = await releaseProfile(umea);
    await withdraw(umea.node.exchange, await partnerOf(umea), 1, reason, umea.officer);
    await releaseProfile(umea, "again");
    expect(await fetchFrom(chanba.node.exchange, await partnerOf(chanba))).toMatchObject({
      report: { accepted: [1, 2, 3], refused: [], missing: null },
    });
    const there = await receivedPage({ ...chanba.node.exchange, factors: chanba.node.factors }, sha256);
    expect(there).toMatchObject({
      listed: { state: "withdrawn" },
      withdrawal: { reason: { text: "Fel mätare" } },
    });
  });
});

async function reopen(city: City): Promise<City> {
  const { directory, exchange } = city.node;
  const options = { nowMs: () => Date.now() + city.clockMs, baseUrl: exchange.address! };
  const node = await openNode(directory.path, options);
  const server = await listen(await createServer(node), Number(new URL(exchange.address!).port));
  return Object.assign(city, {
    node,
    close: async () => {
      await server.close();
      await node.close();
    },
  });
}

async function serveText(
  answer: (response: import("node:http").ServerResponse) => void,
): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createHttpServer((_, response) => answer(response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
