import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { languages } from "../../web/language/index.ts";
import { voteMessages } from "./messages.ts";
import { posterPdf } from "./posters.ts";

const poster = (zh: string, sv = "Lägenhet 304, vardagsrum") => ({
  room: {
    code: "ABCD2345",
    names: { sv, zh, en: "Flat 304, living room" },
    building: {
      names: { sv: "Ba-månvisan, hus 3", zh: "浐灞月谣小区 3 号楼", en: "Ba Moon Court, house 3" },
    },
  },
  baseUrl: "https://husting.example",
});

/** The text of a PDF as pdfkit writes it: of its own fonts in WinAnsi, of an embedded one by way of its ToUnicode map. */
function textOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const streams: string[] = [];
  for (let at = bytes.indexOf("stream\n"); at >= 0; at = bytes.indexOf("stream\n", at + 7)) {
    const end = bytes.indexOf("endstream", at);
    try {
      streams.push(inflateSync(bytes.subarray(at + 7, end)).toString("latin1"));
    } catch {
      // A stream that is not packed holds no text.
    }
    at = end;
  }
  const unicode = new Map<number, string>();
  for (const map of streams.filter((stream) => stream.includes("beginbfrange")))
    for (const [, first, list] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
      for (const [index, [, hex]] of [...list!.matchAll(/<([0-9a-f]+)>/g)].entries())
        unicode.set(
          Number.parseInt(first!, 16) + index,
          Buffer.from(hex!, "hex").swap16().toString("utf16le"),
        );
  const page = streams.find((stream) => stream.includes(" Tf"))!;
  let isEmbedded = false;
  let text = "";
  for (const piece of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (piece[1] !== undefined) isEmbedded = page.includes(`/${piece[1]} `) && embedded(bytes, piece[1]);
    else {
      const hex = [...piece[2]!.matchAll(/<([0-9a-f]+)>/g)].map(([, part]) => part).join("");
      const raw = Buffer.from(hex, "hex");
      text += isEmbedded
        ? Array.from({ length: raw.length / 2 }, (_, i) => unicode.get(raw.readUInt16BE(2 * i)) ?? "?").join(
            "",
          )
        : raw.toString("latin1");
      text += "\n";
    }
  }
  return text;
}

/** Whether the page's font of this name is an embedded one. */
function embedded(bytes: Buffer, name: string): boolean {
  const file = bytes.toString("latin1");
  const object = new RegExp(`/${name} (\\d+) 0 R`).exec(file)![1];
  return new RegExp(`\\n${object} 0 obj\\n[^]*?endobj`).exec(file)![0].includes("/Type0");
}

describe("a poster as PDF", () => {
  it("says what it says in three languages, and stays small", async () => {
    const pdf = await posterPdf(poster("304 室客厅"));
    expect(pdf.length).toBeLessThan(60_000);
    const text = textOf(pdf);
    for (const language of languages)
      for (const key of ["poster.question", "poster.how"] as const)
        expect(text).toContain(voteMessages.t(language)(key));
    expect(text).toContain("Lägenhet 304, vardagsrum · 304 室客厅 · Flat 304, living room");
    expect(text).toContain("浐灞月谣小区 3 号楼");
    expect(text).toContain("ABCD-2345");
  });

  it("leaves a name out whose letters the font lacks, and keeps the others", async () => {
    const text = textOf(await posterPdf(poster("𪚥室")));
    expect(text).toContain("Lägenhet 304, vardagsrum · Flat 304, living room");
  });

  it("keeps a long name on one line", async () => {
    const text = textOf(await posterPdf(poster("三〇四室客厅", "Mycket ".repeat(30).trim())));
    expect(text).toContain(`${"Mycket ".repeat(30).trim()} · 三〇四室客厅`);
  });
});
