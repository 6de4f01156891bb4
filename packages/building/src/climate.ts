import type { Place } from "./solar.ts";

/** How well a figure is known: read in a public source, second-hand, or from memory and to be checked. */
export type Standing = "verified" | "second-hand" | "from-memory";

/** Twelve figures, January to December, with what they are and where they are from. */
export interface MonthlyNormals {
  readonly values: readonly number[];
  readonly unit: string;
  readonly source: string;
  readonly standing: Standing;
}

/** What `synthesiseWeather` needs to know about a place. */
export interface Climate {
  readonly id: string;
  readonly place: Place;
  readonly meanTemperature: MonthlyNormals;
  /** From the coolest to the warmest hour of the month's mean day. */
  readonly meanDailyRange: MonthlyNormals;
  /** Standard deviation of daily mean temperatures about the month's normal. */
  readonly temperatureDeviation: MonthlyNormals;
  readonly meanRelativeHumidity: MonthlyNormals;
  readonly globalIrradiation: MonthlyNormals;
}

/** Umeå on the Gulf of Bothnia, 63.8° N: normals near those of the airport's station. */
export const umeaClimate: Climate = {
  id: "umea",
  place: { latitudeDegrees: 63.8, longitudeDegrees: 20.28 },
  meanTemperature: {
    values: [-7.2, -6.6, -2.8, 2.3, 7.8, 12.9, 16.2, 14.5, 9.8, 3.7, -1.4, -4.9],
    unit: "°C",
    source:
      "January and July: climatestotravel.com, Umeå (1991–2020); the months between from memory of SMHI's normals",
    standing: "from-memory",
  },
  meanDailyRange: {
    values: [1.5, 3.5, 6.0, 7.0, 8.0, 8.0, 8.0, 7.5, 6.5, 4.0, 1.5, 1.0],
    unit: "K",
    source: "mean diurnal cycle of a coastal station at 64° N",
    standing: "from-memory",
  },
  temperatureDeviation: {
    values: [6.6, 6.6, 5.0, 3.4, 3.4, 3.2, 2.8, 2.8, 3.2, 4.0, 4.8, 6.2],
    unit: "K",
    source: "spread of daily means at Bothnian stations",
    standing: "from-memory",
  },
  meanRelativeHumidity: {
    values: [86, 84, 79, 71, 64, 66, 71, 77, 81, 84, 88, 88],
    unit: "%",
    source: "SMHI normals for the Bothnian coast",
    standing: "from-memory",
  },
  globalIrradiation: {
    values: [7, 24, 67, 111, 158, 174, 164, 119, 68, 28, 9, 3],
    unit: "kWh/m²",
    source: "SMHI solar radiation network, Umeå, about 930 kWh/m² a year",
    standing: "from-memory",
  },
};

/** Xi'an on the Wei plain, 34.3° N: cold zone B, dry winters under haze, monsoon rain in late summer. */
export const xianClimate: Climate = {
  id: "xian",
  place: { latitudeDegrees: 34.3, longitudeDegrees: 108.93 },
  meanTemperature: {
    values: [0.3, 3.6, 8.7, 15.4, 20.5, 25.3, 27.0, 25.1, 20.3, 14.1, 7.2, 1.5],
    unit: "°C",
    source:
      "China Meteorological Administration 1981–2010, as quoted by the Chinese Wikipedia (西安市气候数据)",
    standing: "second-hand",
  },
  meanDailyRange: {
    values: [7.0, 7.5, 8.5, 9.0, 9.5, 9.5, 8.5, 8.0, 7.5, 7.5, 7.0, 6.5],
    unit: "K",
    source: "mean maximum less mean minimum of the same normals, less what weather changes add to it",
    standing: "from-memory",
  },
  temperatureDeviation: {
    values: [2.8, 3.2, 3.8, 3.8, 3.3, 2.8, 2.5, 2.6, 2.9, 3.0, 3.2, 2.8],
    unit: "K",
    source: "spread of daily means on the Wei plain",
    standing: "from-memory",
  },
  meanRelativeHumidity: {
    values: [65, 62, 64, 64, 65, 61, 68, 75, 77, 76, 73, 68],
    unit: "%",
    source:
      "China Meteorological Administration 1971–2000, as quoted by the Chinese Wikipedia (西安市气候数据)",
    standing: "second-hand",
  },
  globalIrradiation: {
    values: [67, 75, 104, 132, 153, 158, 158, 146, 102, 85, 68, 61],
    unit: "kWh/m²",
    source: "about 4.7 GJ/m² a year, the usual figure for Xi'an",
    standing: "from-memory",
  },
};
