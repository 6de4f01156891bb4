import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formats } from "./format.ts";
import { languages } from "./language.ts";

const umea = formats("sv", "Europe/Stockholm");
const xian = formats("zh", "Asia/Shanghai");
const english = formats("en", "Europe/Stockholm");
const nb = "\u00a0";

describe("numbers as each language writes them", () => {
  it("a figure carries three significant digits unless more are asked for", () => {
    expect(umea.number(12345.678)).toBe(`12${nb}300`);
    expect(xian.number(12345.678)).toBe("12,300");
    expect(english.number(0.012345)).toBe("0.0123");
    expect(english.number(12345.678, { significant: 6 })).toBe("12,345.7");
    expect(umea.number(21, { decimals: 1 })).toBe("21,0");
  });

  it("a negative figure has a real minus sign in every language", () => {
    for (const language of languages) expect(formats(language, "UTC").number(-3)).toBe("\u22123");
  });

  it("energy becomes MWh when kWh would be five digits", () => {
    expect(english.energy(9_870)).toBe(`9,870${nb}kWh`);
    expect(english.energy(123_456)).toBe(`123${nb}MWh`);
    expect(umea.energy(123_456, { unit: "kWh" })).toBe(`123${nb}000${nb}kWh`);
    expect(umea.energyNumber(123_456, "MWh", 4)).toBe("123,5");
    expect(umea.energyUnit(-20_000)).toBe("MWh");
  });

  it("the numbers of a column carry the same decimals, as many as the largest can bear", () => {
    const decimals = english.decimals(61.04);
    expect([61.04, 7, 10.63].map((mwh) => english.energyNumber(mwh * 1000, "MWh", { decimals }))).toEqual([
      "61.0",
      "7.0",
      "10.6",
    ]);
    expect(english.decimals(1234)).toBe(0);
    expect(english.decimals(0)).toBe(0);
  });

  it("only a whole is written 100 %, and only nothing 0 %", () => {
    expect(english.percent(1)).toBe("100%");
    expect(english.percent(0.9997)).toBe("99%");
    expect(english.percent(0.9997, 1)).toBe("99.9%");
    expect(english.percent(0.0002)).toBe("1%");
    expect(english.percent(0)).toBe("0%");
    expect(umea.percent(0.5)).toBe(`50${nb}%`);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        (share, decimals) => {
          const shown = Number(english.percent(share, decimals).replace("%", ""));
          if (shown === 100) expect(share).toBe(1);
          if (shown === 0) expect(share).toBe(0);
        },
      ),
    );
  });

  it("a change shows its direction", () => {
    expect(english.change(0.12)).toBe("+12%");
    expect(umea.change(-0.034)).toBe(`\u22123${nb}%`);
    expect(english.change(0)).toBe("0%");
  });
});

describe("intervals", () => {
  it("both ends carry the digits that the width of the interval allows", () => {
    expect(english.interval(1.234, 1.345)).toBe("1.23\u20131.35");
    expect(english.interval(1234, 1734)).toBe("1,230\u20131,730");
    expect(umea.interval(640.4, 809.6)).toBe("640\u2013810");
  });

  it("an end below zero is kept apart from the dash", () => {
    expect(english.interval(-12, 34)).toBe("\u221212 \u2013 34");
  });

  it("an interval of no width is written, not refused", () => {
    expect(english.interval(0, 0)).toBe("0\u20130");
    expect(english.interval(5, 5)).toBe("5.0\u20135.0");
  });

  it("an energy interval names its unit once", () => {
    expect(english.energyInterval(-12_000, 34_000)).toBe(`\u221212 \u2013 34${nb}MWh`);
    expect(umea.energyInterval(640, 810)).toBe(`640\u2013810${nb}kWh`);
  });
});

describe("days and instants", () => {
  const newYear = Date.UTC(2026, 0, 1, 0, 30);

  it("an instant is shown on the day it had at the site", () => {
    expect(formats("en", "America/New_York").date(newYear)).toBe("31 Dec 2025");
    expect(english.date(newYear)).toBe("1 Jan 2026");
    expect(xian.date(newYear, "time")).toBe("08:30");
  });

  it("an instant of day is shown with its zone", () => {
    expect(english.date(newYear, "dateTime")).toBe("1 Jan 2026, 01:30 CET");
    expect(xian.date(newYear, "dateTime")).toBe("2026年1月1日 08:30 GMT+8");
  });

  it("midnight is 00, not 24", () => {
    for (const language of languages) {
      expect(formats(language, "UTC").date(Date.UTC(2026, 0, 1), "time")).toBe("00:00");
    }
  });

  it("a calendar day stays the same day in every zone", () => {
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      expect(formats("en", zone).plainDate("2026-03-29")).toBe("29 Mar 2026");
    }
  });

  it("a period says the month and the year once", () => {
    const text = english.period(newYear, newYear + 6 * 86_400_000).replaceAll(/[\u2009\u202f]/g, " ");
    expect(text).toBe("1 \u2013 7 Jan 2026");
    expect(xian.period(newYear, newYear + 40 * 86_400_000, "month")).toBe("2026年1月至2026年2月");
  });
});

describe("names", () => {
  it("Swedish sorts å, ä and ö last, and house 2 before house 10", () => {
    expect(["Örby", "Åby", "Zeta", "Hus 10", "Hus 2"].sort(umea.compare)).toEqual([
      "Hus 2",
      "Hus 10",
      "Zeta",
      "Åby",
      "Örby",
    ]);
  });

  it("Chinese sorts by pinyin", () => {
    expect(["西安", "浐灞", "安康"].sort(xian.compare)).toEqual(["安康", "浐灞", "西安"]);
  });

  it("a list reads as a sentence would", () => {
    expect(umea.list(["värme", "el"])).toBe("värme och el");
    expect(xian.list(["供暖", "电力"])).toBe("供暖和电力");
    expect(english.list(["a", "b"], "or")).toBe("a or b");
  });

  it("the formats of one language and zone are made once", () => {
    expect(formats("sv", "Europe/Stockholm")).toBe(umea);
  });
});
