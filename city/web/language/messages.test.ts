import { describe, expect, expectTypeOf, it } from "vitest";
import { defineMessages } from "./messages.ts";

const messages = defineMessages({
  en: {
    hello: "Hello {name}",
    rooms: "{n, plural, one {# room} other {# rooms}}",
    link: "Read <a>the method</a>.",
  },
  sv: { hello: "Hej {name}", rooms: "{n, plural, one {# rum} other {# rum}}", link: "Läs <a>metoden</a>." },
  zh: { hello: "{name}，您好", rooms: "{n, number} 个房间", link: "阅读<a>方法说明</a>。" },
});

describe("messages of a feature", () => {
  it("one key says the same thing in three languages", () => {
    expect(messages.t("en")("hello", { name: "Li" })).toBe("Hello Li");
    expect(messages.t("sv")("hello", { name: "Li" })).toBe("Hej Li");
    expect(messages.t("zh")("hello", { name: "李" })).toBe("李，您好");
  });

  it("numbers in messages follow the language", () => {
    expect(messages.t("en")("rooms", { n: 1 })).toBe("1 room");
    expect(messages.t("sv")("rooms", { n: 12345 })).toBe("12\u00a0345 rum");
    expect(messages.t("zh")("rooms", { n: 12345 })).toBe("12,345 个房间");
  });

  it("a missing argument is an error, never a pair of braces on a page", () => {
    expect(() => messages.t("sv")("hello")).toThrow(/name/);
  });

  it("a link inside a sentence stands where its language puts it", () => {
    const pieces = messages.rich("sv")("link", {
      a: (chunks: (string | { href: string })[]) => ({ href: chunks.join("") }),
    });
    expect(pieces).toEqual(["Läs ", { href: "metoden" }, "."]);
    expect(messages.rich("en")("hello", { name: "Li" })).toEqual(["Hello Li"]);
  });

  it("a code from data is a message only if English has it", () => {
    expect(messages.has("rooms")).toBe(true);
    expect(messages.has("toString")).toBe(false);
    expect(messages.keys).toEqual(["hello", "rooms", "link"]);
  });

  it("the keys of English are the keys there are, for the type checker too", () => {
    expectTypeOf(messages.t("en")).parameter(0).toEqualTypeOf<"hello" | "rooms" | "link">();
    const en = { a: "a", b: "b" };
    // @ts-expect-error Swedish lacks b.
    defineMessages({ en, sv: { a: "a" }, zh: { a: "a", b: "b" } });
    const tooMuch = { a: "a", b: "b", c: "c" };
    // @ts-expect-error Chinese has c, which English lacks.
    defineMessages({ en, sv: { a: "a", b: "b" }, zh: tooMuch });
  });
});
