import { describe, expect, it } from "vitest";
import { MOST_COMMENT, readForm } from "./said.ts";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe("what somebody said", () => {
  it("one tap is an answer", () => {
    expect(readForm(form({ answer: "-2" }))).toEqual({
      ok: true,
      said: { sensation: -2, marks: [], comment: null },
    });
  });

  it("ticks and a sentence come with it", () => {
    const parsed = readForm(
      form({ answer: "1", draughty: "yes", stuffy: "yes", comment: " Fönstret glappar. " }),
    );
    expect(parsed).toEqual({
      ok: true,
      said: { sensation: 1, marks: ["stuffy", "draughty"], comment: "Fönstret glappar." },
    });
  });

  it("a sentence may come alone, nothing may not", () => {
    expect(readForm(form({ answer: "", comment: "很冷" }))).toMatchObject({ ok: true });
    expect(readForm(form({ answer: "" }))).toEqual({ ok: false, fault: "nothing-said" });
    expect(readForm(form({ answer: "", stuffy: "yes" }))).toEqual({ ok: false, fault: "nothing-said" });
  });

  it.each(["4", "-4", "1.5", "+1", "1e0", " 1", "warm", "٣"])("%s is none of the seven answers", (answer) => {
    expect(readForm(form({ answer }))).toEqual({ ok: false, fault: "answer-unknown" });
  });

  it("a sentence may be so long and no longer, counted in signs and not in code units", () => {
    expect(readForm(form({ answer: "0", comment: "𠮷".repeat(MOST_COMMENT) }))).toMatchObject({ ok: true });
    expect(readForm(form({ answer: "0", comment: "x".repeat(MOST_COMMENT + 1) }))).toEqual({
      ok: false,
      fault: "comment-too-long",
    });
  });

  it.each([
    ["a null", "a\u0000b"],
    ["an escape", "a\u001b[31mb"],
    ["an override of direction", "a\u202eb"],
    ["an isolate", "a\u2066b"],
    ["a right-to-left mark", "a\u200fb"],
    ["a space without width", "a\u200bb"],
    ["a line separator", "a\u2028b"],
  ])("%s in a sentence is refused", (_, comment) => {
    expect(readForm(form({ answer: "0", comment }))).toEqual({ ok: false, fault: "comment-characters" });
  });

  it("line breaks, joined signs and other scripts are plain text", () => {
    const comment = "Rad ett\r\nrad två 👩‍🔧 很好";
    expect(readForm(form({ answer: "0", comment }))).toMatchObject({
      said: { comment: "Rad ett\nrad två 👩‍🔧 很好" },
    });
  });

  it("a file is no sentence", () => {
    const data = form({ answer: "0" });
    data.set("comment", new File(["x"], "x.txt"));
    expect(readForm(data)).toEqual({ ok: false, fault: "comment-characters" });
  });
});
