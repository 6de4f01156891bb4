import fc from "fast-check";
import { expect, it } from "vitest";
import { ATTENTION, type AttentionKind, attentionOf } from "./attention.ts";
import type { NodeState } from "./node-state.ts";

const NOW_MS = Date.UTC(2026, 10, 28, 12);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const backup = {
  ...{ id: 1, seconds: 2, bytes: 1e6, logEntries: 10, fault: null },
  ...{ madeAtMs: NOW_MS - HOUR_MS, verifiedAtMs: NOW_MS - HOUR_MS },
};
/** A real city that is well looked after. */
const sound: NodeState = {
  version: "1.0.0",
  startedAtMs: NOW_MS - DAY_MS,
  nowMs: NOW_MS,
  canWrite: true,
  simulated: false,
  publicUrl: "https://husting.umea.example",
  responsible: "named",
  disk: { freeBytes: 50e9, wholeBytes: 100e9 },
  files: [],
  delay: { typicalMs: 1, p99Ms: 20, longestMs: 80 },
  errors: [{ where: "pages", lately: 0, day: 0, lastAtMs: null }],
  jobs: [],
  queues: [],
  mail: { way: "server", sent: 4, failed: 0, lastSentAtMs: NOW_MS - HOUR_MS, lastFailedAtMs: null },
  sources: [],
  partners: [],
  backups: [backup],
  accounts: { roles: [{ role: "administrator", count: 2 }], passkeys: 0, sessions: 1, unused: 0 },
  keys: { log: { keyId: "k", fingerprint: "f" }, services: [], budgetKeys: 0 },
};
const job = {
  ...{ what: "fetching weather", everyMs: 60_000, lastEndedAtMs: NOW_MS, lastTookMs: 5 },
  ...{ lastFailed: false, runningSinceMs: null },
};
const found = (over: Partial<NodeState>): string[] =>
  attentionOf({ ...sound, ...over }).map(({ what }) => what);

it("a city that is well looked after needs nobody", () => {
  expect(attentionOf(sound)).toEqual([]);
});

it.each<[string, Partial<NodeState>]>([
  ["cannot-write", { canWrite: false }],
  ["disk-full-soon", { disk: { freeBytes: 1e9, wholeBytes: 100e9 } }],
  ["backup-none", { backups: [] }],
  ["backup-old", { backups: [{ ...backup, madeAtMs: NOW_MS - 3 * DAY_MS }] }],
  ["backup-broken", { backups: [{ ...backup, fault: "log-broken" }, backup] }],
  ["backup-unverified", { backups: [{ ...backup, verifiedAtMs: null }] }],
  ["mail-nowhere", { mail: { ...sound.mail, way: "console" } }],
  ["mail-failing", { mail: { ...sound.mail, lastFailedAtMs: NOW_MS } }],
  ["job-failed", { jobs: [{ ...job, lastFailed: true }] }],
  ["job-stuck", { jobs: [{ ...job, runningSinceMs: NOW_MS - 2 * HOUR_MS }] }],
  ["errors-lately", { errors: [{ where: "pages", lately: 2, day: 2, lastAtMs: NOW_MS }] }],
  ["public-url-missing", { publicUrl: null }],
  ["public-url-open", { publicUrl: "http://husting.umea.example" }],
  [
    "secret-missing",
    { keys: { ...sound.keys, services: [{ use: "staff", issuer: "i", clientId: "c", hasSecret: false }] } },
  ],
  ["letters-failed", { queues: [{ what: "letters-failed", waiting: 3 }] }],
  ["source-silent", { sources: [{ name: "gateway", addedAtMs: 0, heardAtMs: NOW_MS - 2 * DAY_MS }] }],
  [
    "partner-silent",
    {
      partners: [
        {
          city: "chanba",
          names: { sv: "", zh: "", en: "" },
          fingerprint: "",
          fetchedAtMs: null,
          failures: 10,
        },
      ],
    },
  ],
  ["delay-long", { delay: { ...sound.delay, p99Ms: 900 } }],
  ["responsible-missing", { responsible: "missing" }],
  ["responsible-unreachable", { responsible: "unreachable" }],
  ["administrator-alone", { accounts: { ...sound.accounts, roles: [{ role: "administrator", count: 1 }] } }],
  ["accounts-unused", { accounts: { ...sound.accounts, unused: 2 } }],
])("%s is told, and nothing else", (what, over) => {
  expect(found(over)).toEqual([what]);
});

it("a small disk is not called full while a twentieth of it is free, and a source that is new is not silent", () => {
  expect(found({ disk: { freeBytes: 1e9, wholeBytes: 10e9 } })).toEqual([]);
  expect(found({ sources: [{ name: "new", addedAtMs: NOW_MS - HOUR_MS, heardAtMs: null }] })).toEqual([]);
});

it("mail that failed and went out again needs nobody", () => {
  expect(found({ mail: { ...sound.mail, failed: 1, lastFailedAtMs: NOW_MS - 2 * HOUR_MS } })).toEqual([]);
});

it("a simulated city needs no backup, no second administrator and no address", () => {
  const accounts = { ...sound.accounts, roles: [] };
  expect(found({ simulated: true, backups: [], publicUrl: null, accounts })).toEqual([]);
});

it("the gravest is told first, whatever there is", () => {
  fc.assert(
    fc.property(
      fc.record({
        canWrite: fc.boolean(),
        publicUrl: fc.constantFrom(null, "https://a.example", "http://a.example"),
      }),
      fc.nat(12),
      fc.boolean(),
      (over, unused, hasBackup) => {
        const told = found({
          ...over,
          backups: hasBackup ? [backup] : [],
          accounts: { ...sound.accounts, unused },
          jobs: [{ ...job, lastFailed: true }],
        });
        const order = told.map((what) => ATTENTION.indexOf(what as AttentionKind));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect(order).not.toContain(-1);
      },
    ),
  );
});
