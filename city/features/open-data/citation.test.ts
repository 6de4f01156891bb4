import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bibtex, type Cited, cslJson } from "./citation.ts";

const cited: Cited = {
  city: { id: "umea", name: "Umeå" },
  title: "Open data of Umeå",
  softwareVersion: "0.1.0",
  date: "2026-11-28",
  head: { size: 161, root: "ab12", at: "2026-11-28T10:00:00.000Z" },
  url: "https://husting.umea.example/en/data",
  licence: "CC0-1.0",
};

describe("a citation", () => {
  it("names city, day, software and the log's head, so that what was cited can be asked for", () => {
    const [item] = JSON.parse(cslJson(cited));
    expect(item).toMatchObject({
      type: "dataset",
      author: [{ literal: "Umeå" }],
      issued: { "date-parts": [[2026, 11, 28]] },
      version: "161",
      URL: cited.url,
      note: "Husting 0.1.0; log head: 161 entries, root ab12, 2026-11-28T10:00:00.000Z",
    });
    expect(bibtex(cited)).toContain("@misc{husting-umea-2026-11-28,");
    expect(bibtex(cited)).toContain("root ab12");
  });

  it("of a city whose log is empty names no head", () => {
    expect(cslJson({ ...cited, head: null })).not.toContain("log head");
  });

  it("has its brackets in pairs in BibTeX, whatever the city is called", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const text = bibtex({ ...cited, city: { id: "x", name } });
        const depth = [...text].reduce((sum, sign) => sum + (sign === "{" ? 1 : sign === "}" ? -1 : 0), 0);
        expect(depth).toBe(0);
      }),
    );
  });
});
