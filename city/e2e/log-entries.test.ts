import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { LogPage } from "../features/log/log-page.ts";
import { type RunningCity, runCity } from "./running-city.ts";

/** Every entry of the log can be seen, and what is on record leads to its own. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

let city: RunningCity;
beforeAll(async () => {
  city = await runCity();
});
afterAll(() => city.close());

const get = (path: string): Promise<Response> => fetch(`${city.baseUrl}${path}`);
const log = async (query = ""): Promise<LogPage> =>
  (await get(`/en/log.json${query}`)).json() as Promise<LogPage>;

it("an old entry is shown among those around it, with the newest head", async () => {
  const newest = await log();
  expect(newest.entries[0]!.sequence).toBe(newest.head!.size);
  const old = await log("?entry=60");
  expect(old.entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, at) => 85 - at));
  expect([old.asked, old.head]).toEqual([60, newest.head]);
  expect(await (await get("/en/log?entry=60")).text()).toContain('id="entry-60"');
});

it("the first and the last are, and what is no entry gives the newest", async () => {
  const { head, entries } = await log();
  const { size } = head!;
  expect((await log("?entry=1")).entries.at(-1)!.sequence).toBe(1);
  expect((await log(`?entry=${size}`)).entries).toEqual(entries);
  for (const none of ["0", "-1", "1e2", String(size + 1), "999999999", "x", "%00"])
    expect(await log(`?entry=${none}`), none).toEqual({ ...(await log()), asked: null });
});

it("all of it can be gone through by the links to older ones", async () => {
  const seen = new Set<number>();
  let path: string | undefined = "/en/log";
  while (path !== undefined) {
    const html: string = await (await get(path)).text();
    for (const [, entry] of html.matchAll(/id="entry-(\d+)"/g)) seen.add(Number(entry));
    path = /rel="next" href="([^"#]+)/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  }
  expect(seen.size).toBe((await log()).head!.size);
});

it("what a proposal and a decision say is on record leads there", async () => {
  for (const path of ["/en/proposals/1", "/en/decisions/1", "/en/cases/2026-1"]) {
    const html = await (await get(path)).text();
    const [, entry, place] = /href="\/en\/log\?entry=(\d+)#entry-(\d+)"/.exec(html)!;
    expect(entry, path).toBe(place);
    expect((await log(`?entry=${entry}`)).asked).toBe(Number(entry));
  }
});
