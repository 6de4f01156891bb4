import type { DimensionId } from "./dimensions.ts";

/** What can be done so that more of a group are heard. A short catalogue: officials record which they took. */
export const OUTREACH_MEASURES = [
  "go-there",
  "times",
  "languages",
  "child-care",
  "paper",
  "helper",
  "invite",
  "partners",
  "phone",
  "safe-way",
] as const;
export type OutreachMeasure = (typeof OUTREACH_MEASURES)[number];

/** What suits a group first. */
export function measuresFor(dimension: DimensionId, category: string): readonly OutreachMeasure[] {
  if (dimension === "district") return ["go-there", "invite", "languages", "partners"];
  if (dimension === "sex")
    return category === "woman"
      ? ["child-care", "times", "safe-way", "partners"]
      : ["go-there", "times", "partners"];
  switch (category) {
    case "15-29":
      return ["go-there", "phone", "partners"];
    case "30-44":
      return ["child-care", "times", "phone"];
    case "45-64":
      return ["times", "go-there", "invite"];
    default:
      return ["paper", "helper", "go-there", "times"];
  }
}
