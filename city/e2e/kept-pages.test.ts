import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { nothingSaid } from "../features/proposals/index.ts";
import { type CityOfPages, openCityOfPages, publicPages } from "./city-of-pages.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pages: CityOfPages;
beforeAll(async () => {
  pages = await openCityOfPages();
});
afterAll(() => pages.close());

/** As somebody without a cookie asks, or with one that means nothing and so is answered anew. */
async function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(pages.address("sv", path), { redirect: "manual", headers });
}
const anew = { cookie: "none=1" };
const status = (answer: Response): string => answer.headers.get("cache-status") ?? "";
/** Nothing is kept for a moment after a change, or after it was noticed. */
const calm = async (): Promise<void> => {
  await ask("");
  await pause(400);
};
/** The minute is in the version, the milliseconds of it are not shown. */
const timeless = (text: string): string => text.replaceAll(/"nowMs":\d+/gu, '"nowMs":0');

describe("a page that is the same for everybody", () => {
  it("is kept and given again byte for byte, and made anew for whoever shows a cookie", async () => {
    await calm();
    const first = await ask("/method");
    expect(status(first)).toContain("fwd=miss");
    const again = await ask("/method");
    expect(status(again)).toContain("hit");
    const own = await ask("/method", anew);
    expect(status(own)).toBe("");
    const texts = await Promise.all([first, again, own].map((answer) => answer.text()));
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
    for (const header of ["content-security-policy", "x-content-type-options", "referrer-policy"])
      expect(again.headers.get(header)).toBe(own.headers.get(header));
    expect(again.headers.get("vary")).toContain("Cookie");
  });

  it("is not sent again to whoever has it", async () => {
    const tag = (await ask("/measures")).headers.get("etag")!;
    const again = await ask("/measures", { "if-none-match": tag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("shows what has changed at once, in another's browser too", async () => {
    await calm();
    await ask("/proposals");
    expect(status(await ask("/proposals"))).toContain("hit");
    const title = "En bänk i solen vid ån";
    const contact = { email: "", deskCode: "", helped: "desk" };
    await pages.city.node.proposals.desk.propose(
      { ...nothingSaid, title, body: "För alla." },
      contact,
      "sv",
      "c",
    );
    const after = await ask("/proposals");
    expect(status(after)).toContain("miss");
    expect(await after.text()).toContain(title);
  });

  it("ten who ask at once for a page that is not kept wait for one answer", async () => {
    await calm();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask("/inventory?page=1")));
    expect(answers.filter((answer) => status(answer).includes("fwd=miss"))).toHaveLength(1);
    expect(answers.filter((answer) => status(answer).includes("hit"))).toHaveLength(9);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });

  it("is given to nobody else once somebody is signed in, and theirs to nobody", async () => {
    await calm();
    await ask("/log");
    const cookie = await pages.city.signInAs("administrator");
    const own = await ask("/log", { cookie });
    expect(status(own)).toBe("");
    expect(own.headers.get("cache-control")).toContain("no-store");
    expect(await own.text()).toContain("administrator@");
    expect(await (await ask("/log")).text()).not.toContain("administrator@");
  });
});

it.each([...publicPages])(
  "%s follows from its address alone where it is kept, as a page and as JSON",
  async (path) => {
    await calm();
    const [address = "", query] = path.split("?");
    for (const one of [path, `${address}.json${query === undefined ? "" : `?${query}`}`]) {
      const first = await ask(one);
      if (status(first) === "") continue;
      const [kept, fresh] = [await first.text(), await (await ask(one, anew)).text()];
      expect(timeless(fresh)).toBe(timeless(kept));
      expect(await (await ask(one)).text()).toBe(kept);
    }
  },
);
