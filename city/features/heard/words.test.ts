import { expect, it } from "vitest";
import { languages } from "../../web/language/index.ts";
import { groupName, heardFact, ratioWords } from "./words.ts";

it("a ratio is said in words people use", () => {
  const said = [0, 0.2, 0.33, 0.5, 0.75, 0.9, 1, 1.2, 1.5, 2, 4].map((ratio) => ratioWords("en", ratio));
  expect(said).toEqual([
    "hardly any",
    "about a quarter as many as live here",
    "about a third as many as live here",
    "about half as many as live here",
    "about three quarters as many as live here",
    "somewhat fewer than live here",
    "about as many as live here",
    "somewhat more than live here",
    "about one and a half times as many as live here",
    "about twice as many as live here",
    "more than twice as many as live here",
  ]);
});

it("facts of the log have words in every language, and one of another kind is left alone", () => {
  for (const language of languages) {
    expect(heardFact(language, "level", "involve")).not.toBe("involve");
    expect(heardFact(language, "outreach", "go-there")).not.toBe("go-there");
    expect(heardFact(language, "group", "15-29")).not.toBe("15-29");
    expect(heardFact(language, "group", "Teg")).toBe("Teg");
    expect(heardFact(language, "carrier", "gas")).toBeUndefined();
  }
});

it("a district has its name in the reader's language", () => {
  const districts = [{ id: "3", names: { sv: "Centrum", zh: "市中心", en: "City centre" } }];
  expect(groupName("zh", "district", "3", districts)).toBe("市中心");
  expect(groupName("zh", "district", "9", districts)).toBe("9");
});
