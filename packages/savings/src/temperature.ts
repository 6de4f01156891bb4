/** The unit a user's temperatures come in. CalTRACK itself works on whole degrees Fahrenheit. */
export type TemperatureUnit = "C" | "F";

export function toFahrenheit(temperature: number, unit: TemperatureUnit): number {
  return unit === "F" ? temperature : 32 + 1.8 * temperature;
}

/** A level (a balance point, not a difference) given in °F, in the user's unit. */
export function fromFahrenheit(temperatureF: number, unit: TemperatureUnit): number {
  return unit === "F" ? temperatureF : (temperatureF - 32) / 1.8;
}

/** A slope given per °F, in the user's unit: a kelvin is 1.8 °F wide, so a slope per °C is 1.8 times larger. */
export function slopeFromFahrenheit(perF: number, unit: TemperatureUnit): number {
  return unit === "F" ? perF : perF * 1.8;
}

export function toCelsius(temperature: number, unit: TemperatureUnit): number {
  return unit === "C" ? temperature : (temperature - 32) / 1.8;
}
