import type { Building } from "../../buildings/index.ts";

/** Floor areas summed kind by kind: m² of one kind are never added to those of another. */
export function floorAreasByKind(
  buildings: readonly Pick<Building, "floorAreaM2" | "floorAreaKind">[],
): { kind: string; m2: number; buildings: number }[] {
  const sums = new Map<string, { m2: number; buildings: number }>();
  for (const { floorAreaM2, floorAreaKind } of buildings) {
    if (floorAreaM2 === null || floorAreaKind === null) continue;
    const sum = sums.get(floorAreaKind) ?? { m2: 0, buildings: 0 };
    sums.set(floorAreaKind, { m2: sum.m2 + floorAreaM2, buildings: sum.buildings + 1 });
  }
  return [...sums].map(([kind, sum]) => ({ kind, ...sum })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
