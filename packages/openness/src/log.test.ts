import { describe, expect, it } from "vitest";
import { canonicalJson, parseCanonical } from "./canonical.ts";
import { toHex, utf8 } from "./hash.ts";
import { exampleDraft, exampleLog, signerOf } from "./log.fixture.ts";
import { appendEntry, emptyLog } from "./log.ts";
import type { EntryDraft } from "./log-entry.ts";
import { hashLeaf, MerkleFrontier } from "./merkle.ts";

const city = signerOf(1);

describe("an act that is appended", () => {
  it("is stored as canonical JSON whose bytes are the leaf, under a head of its own", () => {
    const appended = appendEntry(emptyLog("umea"), exampleDraft(1), city);
    if (!appended.ok) throw new Error(appended.reason.code);
    const { line, entry, head, headLine, leafHash, position } = appended;
    expect(parseCanonical(line)).toEqual({ ok: true, value: entry });
    expect(entry).toEqual({ version: 1, sequence: 1, ...exampleDraft(1) });
    expect(leafHash).toBe(toHex(hashLeaf(utf8(line))));
    expect(headLine).toBe(canonicalJson(head));
    expect(head).toMatchObject({
      kind: "husting.log-head",
      city: "umea",
      size: 1,
      root: leafHash,
      at: entry.at,
    });
    expect(position).toEqual({ city: "umea", lastAt: entry.at, frontier: { size: 1, peaks: [leafHash] } });
  });

  it("leaves the old position as it was, so that a transaction can be rolled back and tried again", () => {
    const { position } = exampleLog(6, city);
    const before = structuredClone(position);
    const first = appendEntry(position, exampleDraft(7), city);
    expect(position).toEqual(before);
    expect(appendEntry(position, exampleDraft(7), city)).toEqual(first);
  });

  it("leaves out what a caller added to it", () => {
    const draft = { ...exampleDraft(1), note: "not in the log" } satisfies EntryDraft & { note: string };
    const appended = appendEntry(emptyLog("umea"), draft, city);
    expect(appended.ok && appended.line.includes("note")).toBe(false);
  });

  it("may happen at the same instant as the one before, and not before it", () => {
    const { position } = exampleLog(2, city);
    const at = exampleDraft(2).at;
    expect(appendEntry(position, { ...exampleDraft(3), at }, city).ok).toBe(true);
    const earlier = "2026-03-01T01:59:59.999Z";
    expect(appendEntry(position, { ...exampleDraft(3), at: earlier }, city)).toEqual({
      ok: false,
      reason: { code: "time-runs-backwards", previousAt: at, at: earlier },
    });
  });
});

describe("an act that cannot be read back", () => {
  const position = emptyLog("umea");

  it.each([
    ["at", { at: "2026-03-01T01:00:00Z" }],
    ["at", { at: "2026-02-30T01:00:00.000Z" }],
    ["at", { at: "2026-03-01T01:00:00.000+01:00" }],
    ["at", { at: "2026-03-01T24:00:00.000Z" }],
    ["act", { act: "Measure registered" }],
    ["act", { act: "measure" }],
    ["actor", { actor: { role: "", commitment: null } }],
    ["actor", { actor: { role: "adviser", commitment: "Åsa Larsson" } }],
    ["subject", { subject: "" }],
    ["subject", { subject: "Åsa's flat" }],
    ["commitments", { commitments: { name: "Åsa Larsson" } }],
  ])("is not written: its %s does not fit in %o", (member, change) => {
    expect(appendEntry(position, { ...exampleDraft(1), ...change }, city)).toEqual({
      ok: false,
      reason: { code: "entry-malformed", member },
    });
  });

  it("is not written when a figure is not a number, or it is too long for a line", () => {
    expect(appendEntry(position, { ...exampleDraft(1), facts: { kwh: Number.NaN } }, city)).toMatchObject({
      ok: false,
      reason: { code: "no-canonical-form", fault: { pointer: "/facts/kwh" } },
    });
    expect(
      appendEntry(position, { ...exampleDraft(1), facts: { text: "a".repeat(70_000) } }, city),
    ).toMatchObject({
      ok: false,
      reason: { code: "line-too-long" },
    });
  });

  it("is not written to a log whose position is broken, or of a city without a proper name", () => {
    const broken = { ...position, frontier: { size: 3, peaks: [] } };
    expect(appendEntry(broken, exampleDraft(1), city)).toMatchObject({ reason: { code: "frontier-peaks" } });
    expect(appendEntry(emptyLog("Umeå"), exampleDraft(1), city)).toEqual({
      ok: false,
      reason: { code: "city-malformed", city: "Umeå" },
    });
    expect(emptyLog("umea").frontier).toEqual(new MerkleFrontier().toJSON());
  });
});
