export type { Chart, ChartTable, ChartTone, LegendEntry, Sign } from "./chart.ts";
export { type CoverageByMonth, coverageByMonth } from "./coverage-months.ts";
export {
  type EnergyAgainstTemperature,
  energyAgainstTemperature,
  type TemperatureGroup,
} from "./energy-temperature.ts";
export { type EnergyAgainstTime, energyAgainstTime } from "./energy-time.ts";
export { type MarginRow, type Margins, margins } from "./margins.ts";
export { type EnergyAlongPath, energyAlongPath } from "./path.ts";
export { type Ranking, type RankingItem, ranking } from "./ranking.ts";
export { remembered } from "./remembered.ts";
export { type RoomTemperature, roomTemperature } from "./room-temperature.ts";
export type { ChartValues } from "./series.ts";
export { type Sparkline, sparkline } from "./sparkline.ts";
export { type Step, suitableStep } from "./time-axis.ts";
