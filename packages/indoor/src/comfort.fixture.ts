import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ThermalConditions } from "./pmv.ts";

const folder = join(process.env.HUSTING_REFERENCE_DATA ?? "../shared/data", "comfort");

export const comfortTablesPresent = existsSync(folder);

type Cell = number | boolean | string | null;

/** One row of a validation table: a number where the table has columns of numbers, one row for each. */
export interface ComfortRow {
  readonly inputs: Readonly<Record<string, Cell>>;
  readonly outputs: Readonly<Record<string, Cell>>;
}

interface Table {
  readonly tolerance: Readonly<Record<string, number>>;
  readonly data: readonly {
    readonly inputs: Readonly<Record<string, Cell | Cell[]>>;
    readonly outputs: Readonly<Record<string, Cell | Cell[]>>;
  }[];
}

/** A validation table (MIT) of the CBE comfort tools, spread so that a row is one evaluation, in SI units. */
export function comfortTable(name: string): {
  readonly tolerance: Readonly<Record<string, number>>;
  readonly rows: readonly ComfortRow[];
} {
  const table = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Table;
  const rows: ComfortRow[] = [];
  for (const { inputs, outputs } of table.data) {
    const columns = [...Object.values(inputs), ...Object.values(outputs)].filter(Array.isArray);
    const length = columns[0]?.length ?? 1;
    const cells = (record: Readonly<Record<string, Cell | Cell[]>>, i: number): Record<string, Cell> =>
      Object.fromEntries(
        Object.entries(record).map(([key, cell]) => [key, Array.isArray(cell) ? cell[i]! : cell]),
      );
    for (let i = 0; i < length; i++) {
      rows.push(inSi({ inputs: cells(inputs, i), outputs: cells(outputs, i) }));
    }
  }
  return { tolerance: table.tolerance, rows };
}

const celsius = (fahrenheit: Cell): Cell =>
  typeof fahrenheit === "number" ? (fahrenheit - 32) / 1.8 : fahrenheit;

function inSi(row: ComfortRow): ComfortRow {
  const units = row.inputs.units;
  if (units !== "ip" && units !== "IP") return row;
  const inputs = { ...row.inputs };
  for (const key of ["tdb", "tr", "t_running_mean", "tout"])
    if (key in inputs) inputs[key] = celsius(inputs[key]!);
  for (const key of ["v", "vr"]) if (key in inputs) inputs[key] = Number(inputs[key]) * 0.3048;
  const outputs = Object.fromEntries(
    Object.entries(row.outputs).map(([key, cell]) => [key, key.startsWith("tmp_") ? celsius(cell) : cell]),
  );
  return { inputs, outputs };
}

/** The thermal conditions a row gives. */
export function conditionsOf({ inputs }: ComfortRow): ThermalConditions {
  return {
    airTemperatureC: Number(inputs.tdb),
    radiantTemperatureC: Number(inputs.tr),
    airSpeedMs: Number(inputs.vr ?? inputs.v),
    relativeHumidityPct: Number(inputs.rh),
    metabolicRateMet: Number(inputs.met),
    clothingClo: Number(inputs.clo),
  };
}
