import { localHours, occupancyOf, occupiedHours, swedenLimits } from "@husting/indoor";
import { describe, expect, it } from "vitest";
import type { Room } from "../buildings/index.ts";
import { climateOf } from "./climate-figures.ts";
import { type ClimateView, viewOf } from "./climate-page.ts";

const frame = { startMs: Date.parse("2025-10-01T00:00+02:00"), hours: 30 * 24, zone: "Europe/Stockholm" };
const local = localHours(frame);
const rooms = (count: number): Room[] =>
  Array.from({ length: count }, (_, i) => {
    const name = `Name of room ${i}`;
    return { id: i, buildingId: 1, slug: `slug-${i}`, names: { sv: name, zh: name, en: name } };
  });

function view(homes: number, others: number): ClimateView {
  const known = rooms(homes + others);
  const hours = {
    frame,
    local,
    outdoorC: new Float64Array(frame.hours).fill(5),
    rooms: known.map(({ id, slug, names }, i) => {
      const use = i < homes ? ("dwelling" as const) : ("office" as const);
      return {
        roomId: id,
        slug,
        names,
        use,
        sensitivePeople: false,
        temperatureC: Float64Array.from({ length: frame.hours }, (_, hour) => (hour % 10 < i ? 25 : 21)),
        occupied: occupiedHours(occupancyOf(use, "SE"), frame, undefined, local),
      };
    }),
  };
  const { detail } = climateOf({ hours, profile: swedenLimits, heat: null, electricity: null });
  return viewOf(detail, known)!;
}

describe("what anybody may see of homes", () => {
  it("is nothing of a single room, neither its name nor its figures", () => {
    const shown = view(6, 2);
    expect(shown.rooms.map(({ slug }) => slug)).toEqual(["slug-6", "slug-7"]);
    for (let home = 0; home < 6; home++) {
      expect(JSON.stringify(shown)).not.toContain(`slug-${home}`);
      expect(JSON.stringify(shown)).not.toContain(`Name of room ${home}"`);
    }
    expect(shown.building?.outside).toMatchObject({ roomsMeasured: 8, spread: null });
    expect(shown.building?.degreeHours).toMatchObject({ lowest: null, highest: null });
  });

  it("is no mean of fewer than five homes either", () => {
    expect(view(4, 2).building).toBeNull();
    expect(view(4, 2).homes).toEqual({ rooms: 4, measured: 4 });
    expect(view(5, 0).building).not.toBeNull();
  });

  it("leaves rooms that nobody lives in as they are", () => {
    const { building, homes } = view(0, 3);
    expect(homes.rooms).toBe(0);
    expect(building?.outside?.worst?.names.en).toBe("Name of room 2");
    expect(building?.outside?.spread).toBeGreaterThan(0);
  });
});
