import { strFromU8, unzipSync } from "fflate";
import readWorkbook, { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ClimateRoomsPage } from "../features/climate/index.ts";
import type { OverviewPage } from "../features/overview/index.ts";
import { languages } from "../web/language/index.ts";
import { launchBrowser } from "./browser.ts";
import { type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 });

let city: RunningCity;
const cookies = { officer: "", manager: "" };
beforeAll(async () => {
  city = await runCity();
  for (const role of ["officer", "manager"] as const) cookies[role] = await city.signInAs(role);
});
afterAll(() => city.close());

const overview = async (query = ""): Promise<OverviewPage> =>
  (await (await fetch(`${city.baseUrl}/en/overview.json${query}`)).json()) as OverviewPage;

describe("a city in one year", () => {
  it("is the same to majority, opposition and everybody", async () => {
    const of = (cookie: string) =>
      fetch(`${city.baseUrl}/en/overview.json`, { headers: { cookie } }).then((answer) => answer.text());
    const elected = await city.signInAs("elected");
    expect(await of(elected)).toBe(await of(""));
  });

  it("counts each promise and verdict in the year it is of, and no year twice", async () => {
    const { offered } = await overview();
    const years = await Promise.all(
      offered.years.map(({ fromDate }) => overview(`?period=${fromDate.slice(0, 4)}`)),
    );
    const sum = (of: (page: OverviewPage) => number): number =>
      years.reduce((all, page) => all + of(page), 0);
    const promises = await city.node.civic.selectFrom("promise").select("id").execute();
    expect(sum(({ figures }) => figures.promises)).toBe(promises.length);
    const judged = await city.node.verdicts.newest();
    expect(sum(({ figures }) => figures.verdicts)).toBe(judged.size);
    for (const { figures } of years)
      expect(Object.values(figures.promiseStates).reduce((all, one) => all + one, 0)).toBe(figures.promises);
  });

  it("stands beside the year before, where that has anything", async () => {
    const [now, before] = await Promise.all([overview("?period=2026"), overview("?period=2025")]);
    expect(now.figuresBefore).toEqual(before.figures);
  });

  it("has every verdict's energy as its document says, with its interval", async () => {
    const { verdicts } = await overview();
    expect(verdicts.length).toBeGreaterThan(0);
    for (const { slug, energy } of verdicts) {
      const measure = (await city.node.measures.bySlug(slug))!;
      const { figures } = (await city.node.verdicts.find(measure.id))!.document.energy;
      expect(energy?.lowKwh ?? null).toBe(figures?.lowerKwh ?? null);
      expect(energy?.highKwh ?? null).toBe(figures?.upperKwh ?? null);
    }
  });

  it("invents no price, and says so", async () => {
    const html = await (await fetch(`${city.baseUrl}/en/overview`)).text();
    expect(html).toContain("no price of energy on record");
  });

  it("answers a period that is none with the year under way", async () => {
    for (const asked of ["1066", "x", "2026-01-01..2026-12-31", "%00"])
      expect((await overview(`?period=${asked}`)).period.kind).toBe("year");
  });

  it("goes on two sheets of A4 in every language", async () => {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    for (const language of languages) {
      await page.goto(`${city.baseUrl}/${language}/overview`);
      const pdf = await page.pdf({
        format: "A4",
        margin: { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" },
      });
      expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length, language).toBeLessThanOrEqual(2);
    }
    await browser.close();
  });
});

describe("rooms against their limits", () => {
  const rooms = async (role: keyof typeof cookies, query = ""): Promise<ClimateRoomsPage> =>
    (await (
      await fetch(`${city.baseUrl}/en/staff/climate.json${query}`, { headers: { cookie: cookies[role] } })
    ).json()) as ClimateRoomsPage;
  const file = async (role: keyof typeof cookies, query = "?language=en"): Promise<string[][]> =>
    (
      await (
        await fetch(`${city.baseUrl}/export/rooms.csv${query}`, { headers: { cookie: cookies[role] } })
      ).text()
    )
      .replace(/^\ufeff/, "")
      .trim()
      .split("\r\n")
      .map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, "")));

  it("are ranked by the limit that is asked for", async () => {
    for (const limit of ["outside", "tooCold", "tooWarm", "tooMuchCo2"] as const) {
      const { rooms: ranked } = await rooms("manager", `?limit=${limit}`);
      const shares = ranked.map((room) => room[limit]?.share ?? -1);
      expect(shares, limit).toEqual(shares.toSorted((a, b) => b - a));
    }
  });

  it("are those of a use, and of a building", async () => {
    const all = await rooms("manager");
    const uses = new Set(all.rooms.flatMap(({ use }) => use ?? []));
    let found = 0;
    for (const use of uses) {
      const page = await rooms("manager", `?use=${use}`);
      expect(
        page.rooms.every((room) => room.use === use),
        use,
      ).toBe(true);
      found += page.rooms.length;
    }
    expect(found).toBe(all.rooms.length);
    const school = await rooms("officer", "?building=algkronan-skola");
    expect(new Set(school.rooms.map(({ building }) => building.slug))).toEqual(new Set(["algkronan-skola"]));
  });

  it("have the hours of a shorter period when a building is named, no more than it has", async () => {
    const { rooms: month, period } = await rooms("officer", "?building=humlevilan-aldreboende&days=30");
    expect(period!.days).toBe(30);
    for (const { occupiedHours } of month) expect(occupiedHours ?? 0).toBeLessThanOrEqual(30 * 24 + 1);
    expect((await rooms("officer", "?days=30")).period).toBeNull();
  });

  it("leave homes out of the file, whoever asks; their number stands on the page", async () => {
    const { rooms: seen } = await rooms("manager");
    expect(seen.some(({ isHome }) => isHome)).toBe(true);
    const [header, ...lines] = await file("manager");
    expect(lines).toHaveLength(seen.filter(({ isHome }) => !isHome).length);
    expect(lines.map(([building]) => building)).not.toContain("Kvarteret Midnattskaffet");
    expect(header!.filter((name) => /_h$|_1$|_K_h$|_ppm_h$/.test(name)).length).toBeGreaterThan(10);
    const officer = await rooms("officer");
    expect(officer.rooms.some(({ isHome }) => isHome)).toBe(false);
    expect(officer.homesHidden).toBe(seen.length - officer.rooms.length);
    expect(lines[0]!.join(",")).toContain("HSLF-FS");
  });

  it("come as a workbook too, in the reader's language, with numbers, days and the limits' sources", async () => {
    const answer = await fetch(`${city.baseUrl}/export/rooms.xlsx?language=sv&use=classroom`, {
      headers: { cookie: cookies.officer },
    });
    expect(answer.headers.get("content-disposition")).toContain("husting-umea-rooms.xlsx");
    const bytes = Buffer.from(await answer.arrayBuffer());
    const [header, ...rows] = await readSheet(bytes, "Rum");
    const [csvHeader, ...lines] = await file("officer", "?language=sv&use=classroom");
    expect(header).toHaveLength(csvHeader!.filter((name) => name !== "").length);
    expect(rows.map(([building, room]) => [building, room])).toEqual(
      lines.map(([building, room]) => [building, room]),
    );
    const at = (name: string): number => header!.indexOf(name);
    for (const [i, row] of rows.entries()) {
      expect(row[at("För kallt eller för varmt (%)")] ?? "").toBe(
        lines[i]![csvHeader!.indexOf("outside_share_1")] === ""
          ? ""
          : Number(lines[i]![csvHeader!.indexOf("outside_share_1")]),
      );
      expect(row[at("Från")]).toBeInstanceOf(Date);
    }
    const about = new Map((await readSheet(bytes, "Om filen")).map(([term, text]) => [term, String(text)]));
    expect(about.get("Vad rummet används till")).toBe("klassrum");
    expect([...about.values()].join("\n")).toContain("HSLF-FS");
    expect(about.get("Licens")).toContain("CC0 1.0");
    expect(about.get("Gjord")).toMatch(/20\d\d/);
    for (const [language, name] of [
      ["en", "Rooms"],
      ["zh", "房间"],
    ] as const) {
      const other = await fetch(`${city.baseUrl}/export/rooms.xlsx?language=${language}`, {
        headers: { cookie: cookies.manager },
      });
      const sheets = await readWorkbook(Buffer.from(await other.arrayBuffer()));
      expect(sheets.map(({ sheet }) => sheet)[0]).toBe(name);
    }
  });

  it("named like a formula stay text in the file", async () => {
    const room = await city.node.civic
      .selectFrom("climate_room")
      .select("room_id")
      .where("home", "=", 0)
      .orderBy("outside_share", "desc")
      .executeTakeFirstOrThrow();
    const name = '=HYPERLINK("x")';
    await city.node.civic
      .updateTable("room")
      .set({ names: JSON.stringify({ sv: name, zh: name, en: name }) })
      .where("id", "=", room.room_id)
      .execute();
    const cells = (await file("officer")).map(([, cell]) => cell);
    expect(cells).toContain(`"'=HYPERLINK(""x"")"`);
    const workbook = await fetch(`${city.baseUrl}/export/rooms.xlsx?language=en`, {
      headers: { cookie: cookies.officer },
    });
    const bytes = new Uint8Array(await workbook.arrayBuffer());
    expect((await readSheet(Buffer.from(bytes), "Rooms")).map(([, cell]) => cell)).toContain(name);
    for (const part of Object.values(unzipSync(bytes))) expect(strFromU8(part)).not.toMatch(/<f[ >]/);
  });
});
