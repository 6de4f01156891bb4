import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { DataPage } from "../features/open-data/index.ts";
import { languages } from "../web/language/index.ts";
import { type RunningCity, runCity } from "./running-city.ts";
import { giveItAPartner } from "./simulated-partner.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let page: DataPage;

beforeAll(async () => {
  city = await runCity();
  await giveItAPartner(city);
  page = (await (await fetch(`${city.baseUrl}/en/data.json`)).json()) as DataPage;
});
afterAll(() => city.close());

const MEDIA = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pb: "text/csv",
  json: "application/json",
  ndjson: "application/x-ndjson",
  atom: "application/atom+xml",
  jose: "application/jose",
  zip: "application/zip",
} as const;

describe("every address that is listed", () => {
  it("has an example in a city where there is something of each kind", () => {
    const missing = page.datasets.flatMap(({ addresses }) =>
      addresses.filter(({ example }) => example === null).map(({ path }) => path),
    );
    expect(missing).toEqual([]);
  });

  it("gives what is said of it: its media type, its columns or its keys", async () => {
    for (const { path, example, format, fields } of page.datasets.flatMap(({ addresses }) => addresses)) {
      const answer = await fetch(`${city.baseUrl}${example}`);
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get("content-type"), path).toContain(MEDIA[format]);
      const text = await answer.text();
      if (format === "csv" && fields.length > 0) {
        const header = text.replace("\ufeff", "").split("\r\n")[0]!.split(",");
        expect(header.slice(0, fields.length), path).toEqual(fields);
      }
      if (format === "pb") expect(text.startsWith("META"), path).toBe(true);
      if (format === "json")
        expect(Object.keys(JSON.parse(text)).toSorted(), path).toEqual(fields.toSorted());
      if (format === "ndjson" && fields.length > 0)
        expect(Object.keys(JSON.parse(text.split("\n")[0]!)).toSorted(), path).toEqual(fields.toSorted());
      if (format === "atom") expect(text, path).toContain("<feed");
    }
  });

  it("is every file there is: nothing public of the matrix is left out", async () => {
    const { permissions } = await import("../features/people/index.ts");
    const listed = page.datasets.flatMap(({ addresses }) =>
      addresses.map(({ path }) =>
        path
          .replace(/\?.*/, "")
          .replaceAll(/\{\w+\}/g, "X")
          .replace(/\.zip$/, ""),
      ),
    );
    const files = Object.entries(permissions)
      .filter(([route, who]) => (who as readonly string[]).includes("public") && route.startsWith("GET /"))
      .map(([route]) => route.slice(4))
      .filter((path) => /\.(csv|xlsx|atom|ndjson|pb)$/.test(path) && !path.startsWith("/v/"));
    for (const path of files)
      expect(listed, path).toContain(path.replace(":lang", "X").replaceAll(/:\w+/g, "X"));
  });
});

describe("a citation", () => {
  it("names the head of the log, which the log's own file holds at that line", async () => {
    const [item] = (await (await fetch(`${city.baseUrl}/data/citation.json?language=sv`)).json()) as {
      version: string;
      note: string;
      title: string;
    }[];
    const heads = (await (await fetch(`${city.baseUrl}/log/heads.ndjson`)).text()).trim().split("\n");
    const head = JSON.parse(heads[Number(item!.version) - 1]!);
    expect(head.size).toBe(Number(item!.version));
    expect(item!.note).toContain(head.root);
    expect(item!.title).toBe("Öppna data från Umeå");
    const bib = await (await fetch(`${city.baseUrl}/data/citation.bib`)).text();
    expect(bib).toContain(head.root);
  });

  it("of another name is not there", async () => {
    for (const name of ["citation", "nowhere.bib", "..%2fcivic.sqlite"])
      expect((await fetch(`${city.baseUrl}/data/${name}`)).status, name).toBe(404);
  });
});

it("the catalogue for machines names every set with its licence, and every file in it is there", async () => {
  const answer = await fetch(`${city.baseUrl}/data.jsonld`);
  expect(answer.headers.get("content-type")).toContain("application/ld+json");
  const { "@graph": graph } = (await answer.json()) as { "@graph": Record<string, unknown>[] };
  const sets = graph.filter((node) => (node["@type"] as string[]).includes("dcat:Dataset"));
  expect(sets.map((set) => set["@id"])).toHaveLength(page.datasets.length);
  for (const set of sets) {
    expect(set["dcterms:license"]).toEqual({ "@id": "https://creativecommons.org/publicdomain/zero/1.0/" });
    expect(set["dcterms:title"]).toHaveLength(languages.length);
    for (const one of set["dcat:distribution"] as { "dcat:downloadURL": { "@id": string } }[]) {
      const { pathname, search } = new URL(one["dcat:downloadURL"]["@id"]);
      expect((await fetch(`${city.baseUrl}${pathname}${search}`)).status, pathname).toBe(200);
    }
  }
});

it.each(languages)("the page in %s has every set, its terms and a citation", async (language) => {
  const html = await (await fetch(`${city.baseUrl}/${language}/data`)).text();
  for (const { id } of page.datasets) expect(html).toContain(`id="${id}"`);
  expect(html).toContain(page.cited.head!.root);
  expect(html).toContain(page.methods.results);
});
