import { portfolioYearSchema } from "@husting/exchange";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { tellPortfolioYear } from "../features/exchange/index.ts";
import { yearsOver } from "../node/exchange-pages.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { filledDirectory } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

describe.each(["umea", "chanba"] as const)("a year of the simulated %s", (id) => {
  let node: CityNode;
  beforeAll(async () => {
    node = await openNode(await filledDirectory(id));
  });
  afterAll(() => node.close());

  const tell = async (year: number) => {
    const guarding = { released: [], release: `${year}`, secret: "only the city knows" };
    const answer = await tellPortfolioYear({ ...node, ...node.votes }, year, guarding);
    if (!answer.ok) throw new Error(answer.fault.code);
    return { told: answer.told, body: portfolioYearSchema.parse(answer.told.body) };
  };

  it("is told with at most a fifth of its cells withheld, and no cell of one to four answers", async () => {
    for (const year of await yearsOver(node)) {
      const { body } = await tell(year);
      const cells = [...body.energy.map(({ kwh }) => kwh), ...body.comfort.map(({ answers }) => answers)];
      const withheld = cells.filter((cell) => "withheld" in cell).length;
      expect(withheld / cells.length, `${year}`).toBeLessThanOrEqual(0.2);
      for (const { answers } of body.comfort)
        if ("value" in answers) expect([1, 2, 3, 4]).not.toContain(answers.value);
      // Why a cell is withheld would narrow it down: it stays in the city.
      expect(JSON.stringify(body)).not.toMatch(/few|dominance|complementary|differencing|home:|building:/);
    }
  });

  it("adds up: what is told of the uses is no more than what is told of all", async () => {
    const [year] = await yearsOver(node);
    const { body } = await tell(year!);
    for (const { carrier, kwh } of body.energy.filter(({ use }) => use === "all")) {
      if (!("value" in kwh)) continue;
      const parts = body.energy.filter((row) => row.carrier === carrier && row.use !== "all");
      const sum = parts.reduce((total, row) => total + ("value" in row.kwh ? row.kwh.value : 0), 0);
      // Each is rounded to a kilowatt-hour.
      expect(sum).toBeLessThanOrEqual(kwh.value + parts.length);
      if (parts.every((row) => "value" in row.kwh))
        expect(Math.abs(sum - kwh.value)).toBeLessThanOrEqual(parts.length);
    }
  });

  it("is refused while it is not over, and where nothing was measured", async () => {
    const guarding = { released: [], release: "x", secret: "only the city knows" };
    const parts = { ...node, ...node.votes };
    const thisYear = new Date(node.nowMs()).getUTCFullYear();
    expect(await tellPortfolioYear(parts, thisYear, guarding)).toEqual({
      ok: false,
      fault: { code: "year-not-over" },
    });
    expect(await tellPortfolioYear(parts, 1999, guarding)).toEqual({ ok: false, fault: { code: "no-year" } });
  });
});
