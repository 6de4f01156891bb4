import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { type ExportedConversation, readExport } from "./read-export.ts";

const root = mkdtempSync(join(tmpdir(), "husting-opinions-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(root, String(made++));
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

function read(files: Readonly<Record<string, string | Uint8Array>>, strict = false): ExportedConversation {
  const found = readExport(folder(files), strict);
  if (!found.ok) throw new Error(found.fault.code);
  return found.value;
}

const comments =
  'comment-id,moderated,is-meta,comment-body\n10,1,false,Ten\n2,1,false,"Two, and\na half"\n3,-1,false,Three\n4,0,false,Four\n5,1,true,Five\n';
const head = "timestamp,comment-id,voter-id,vote\n";

describe("an exported conversation", () => {
  it("is read from CSV: statements by number, hidden ones, and the latest vote though the file has it first", () => {
    const found = read({
      "comments.csv": `\uFEFF${comments}`,
      "votes.csv": `${head}9,2,ann,-1\n5,2,ann,1\n6,10,bo,0\n`,
    });
    expect(found.statements).toEqual([
      { id: "2", text: "Two, and a half", hidden: false },
      { id: "3", text: "Three", hidden: true },
      { id: "4", text: "Four", hidden: false },
      { id: "5", text: "Five", hidden: true },
      { id: "10", text: "Ten", hidden: false },
    ]);
    expect(found.participants).toEqual(["ann", "bo"]);
    expect([...found.table.vote]).toEqual([-1, 0]);
    expect(found.table.replaced).toBe(1);
    const strict = read({ "comments.csv": comments, "votes.csv": head }, true);
    expect(strict.statements.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual(["3", "4", "5"]);
  });

  it("is read from JSON, with its own word on moderation and its published groups", () => {
    const found = read({
      "votes.json": JSON.stringify([
        { participant_id: 7, statement_id: 1, vote: 1, modified: 3 },
        { participant_id: 8, statement_id: 1, vote: -1, modified: 2 },
      ]),
      "comments.json.gz": gzipSync(JSON.stringify([{ tid: 1, txt: "One", mod: 0, is_meta: false }])),
      "conversation.json": JSON.stringify({ strict_moderation: true }),
      "math-pca2.json": JSON.stringify({
        "base-clusters": { id: [0, 1], members: [[8], [7]] },
        "group-clusters": [
          { id: 0, members: [1] },
          { id: 1, members: [0] },
        ],
      }),
    });
    expect(found.statements).toEqual([{ id: "1", text: "One", hidden: true }]);
    expect([...found.published!.groupOf]).toEqual([
      ["7", "0"],
      ["8", "1"],
    ]);
  });

  it("counts the votes as they lie where a time is missing", () => {
    const found = read({ "comments.csv": comments, "votes.csv": `${head}9,2,ann,-1\n,2,ann,1\n` });
    expect([...found.table.vote]).toEqual([1]);
  });

  it("names each row that is no vote, and takes the others", () => {
    const found = read({
      "comments.csv": comments,
      "votes.csv": `${head}1,2,ann,1\n2,99,ann,1\n3,2,bo,2\n4,2,,1\n5,2,cy,\n6,10,cy,-1\n7,10,d`,
    });
    expect(found.rejected.map(({ row, code, found: what }) => [row, code, what])).toEqual([
      [3, "statement-unknown", "99"],
      [4, "vote-unknown", "2"],
      [5, "participant-missing", ""],
      [6, "vote-unknown", ""],
      [8, "row-short", "7,10,d"],
    ]);
    expect(found.table.vote.length).toBe(2);
  });

  it("keeps what arrived of a file that was cut off", () => {
    const whole = gzipSync(
      `${head}${Array.from({ length: 5000 }, (_, i) => `${i},2,p${(i * 7919) % 5000},1\n`).join("")}`,
    );
    const found = read({ "comments.csv": comments, "votes.csv.gz": whole.subarray(0, whole.length >> 1) });
    expect(found.cutOff).toEqual(["votes.csv.gz"]);
    expect(found.table.vote.length).toBeGreaterThan(100);
    const unclosed = read({
      "comments.csv": `${comments}6,1,false,"Six and no en`,
      "votes.csv": `${head}1,2,ann,1\n`,
    });
    expect(unclosed.cutOff).toEqual(["comments.csv"]);
    expect(unclosed.statements).toHaveLength(5);
  });

  it("knows statements by their votes where there is no comments file", () => {
    const found = read({ "votes.csv": `${head}1,2,ann,1\n2,10,ann,1\n` });
    expect(found.withoutTexts).toBe(true);
    expect(found.statements.map(({ id }) => id)).toEqual(["2", "10"]);
  });

  it("sets aside what the votes can do without, by name", () => {
    const found = read({
      "comments.csv": comments,
      "votes.csv": `${head.replaceAll(",", ";")}1;2;ann;1.0\n`,
      "conversation.json": "{",
      "participants-votes.csv": "who,group-id\nann,0\n",
    });
    expect(found.setAside.map(({ code }) => code)).toEqual(["column-missing", "no-json"]);
    expect([...found.table.vote]).toEqual([1]);
    expect(found.published).toBeUndefined();
  });

  it.each([
    ["no votes", {}, "no-votes-file"],
    ["an empty file", { "votes.csv": "" }, "empty"],
    ["a file of something else", { "votes.csv": "a,b\n1,2\n" }, "column-missing"],
    ["JSON that is cut off", { "votes.json": '[{"pid":1,"ti' }, "no-json"],
    ["JSON that is no list", { "votes.json": '{"pid":1}' }, "no-list"],
    [
      "what is no gzip though it begins so",
      { "votes.csv.gz": Uint8Array.of(0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9) },
      "unreadable",
    ],
  ])("with %s is refused by name", (_, files, code) => {
    expect(readExport(folder(files), false)).toMatchObject({ ok: false, fault: { code } });
  });

  it("in no directory is refused by name", () => {
    expect(readExport(join(root, "nowhere"), false)).toMatchObject({
      ok: false,
      fault: { code: "no-directory", why: "ENOENT" },
    });
    const file = join(folder({ x: "" }), "x");
    expect(readExport(file, false)).toMatchObject({
      ok: false,
      fault: { code: "no-directory", why: "ENOTDIR" },
    });
  });
});
