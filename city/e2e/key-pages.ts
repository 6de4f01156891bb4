/** The ten pages most people come to, without their language: what is promised of speed and weight is held for these. */
export const keyPages = [
  "",
  "/buildings/algkronan-skola",
  "/find",
  "/take-part",
  "/measures",
  "/measures/algkronan-led",
  "/proposals",
  "/decisions",
  "/heard",
  "/budget-result/1",
] as const;
