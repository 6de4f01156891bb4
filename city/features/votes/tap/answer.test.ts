import { expect, it } from "vitest";
import { languages } from "../../../web/language/index.ts";
import { voteMessages } from "../messages.ts";
import { type Answer, answer } from "./answer.ts";

const AT_MS = Date.UTC(2026, 10, 28, 12);
const given: Answer = {
  ...{ language: "en", zone: "Europe/Stockholm", outcome: "counted", comment: null, place: "Room" },
  ...{ buildingSlug: "house", statement: null, co2LimitPpm: 1000 },
  others: { kind: "too-small", of: "room", zone: null, rooms: [], told: null },
  now: {
    temperatureC: { kind: "measured", value: 21, atMs: AT_MS },
    co2Ppm: { kind: "measured", value: 800, atMs: AT_MS },
  },
};
const text = async (over: Partial<Answer>): Promise<string> => String(await answer({ ...given, ...over }));
const air = (value: number): Answer["now"] => ({
  ...given.now,
  co2Ppm: { kind: "measured", value, atMs: AT_MS },
});

it.each(languages)(
  "the figure of the air is told with its limit and what it means, in %s",
  async (language) => {
    const t = voteMessages.t(language);
    const [below = "", above = ""] = (["now.co2-below", "now.co2-above"] as const).map(
      (key) =>
        // What follows the limit.
        t(key, { limit: "§" }).split("§")[1]!,
    );
    expect(below).not.toBe(above);
    // The limit itself is still held to be fresh.
    for (const [value, means, other] of [
      [800, below, above],
      [1000, below, above],
      [1001, above, below],
    ] as const) {
      const page = await text({ language, now: air(value) });
      expect(page).toContain(means);
      expect(page).not.toContain(other);
      expect(page).toContain(t("now.co2-why"));
    }
  },
);

it("nothing is made of a figure that is not there, or that nothing is set for", async () => {
  const why = voteMessages.t("en")("now.co2-why");
  expect(await text({ now: { ...given.now, co2Ppm: { kind: "none" } } })).not.toContain(why);
  expect(await text({ now: { ...given.now, co2Ppm: { kind: "silent", sinceMs: null } } })).not.toContain(why);
  expect(await text({ co2LimitPpm: null })).not.toContain(why);
});
