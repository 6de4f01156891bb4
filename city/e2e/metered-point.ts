import type { WantedPoint } from "../features/readings/index.ts";
import { definePoint } from "../node/points.ts";
import type { RunningCity } from "./running-city.ts";

export const HOUR_MS = 3_600_000;

/** What a meter of a building is that sends its electricity hour by hour. */
export const hourlyElectricity = (building: string): WantedPoint => ({
  building,
  room: null,
  carrier: "electricity",
  kind: "interval",
  unit: "kWh",
  stepMinutes: 60,
  registerWidth: null,
});

/** The last whole hour of the city's own weather, up to which a meter's use can be held against it. */
export async function newestHour({ node }: RunningCity): Promise<number> {
  const newest = Math.max(...[...(await node.readings.extents()).values()].map(({ lastMs }) => lastMs));
  return Math.floor(newest / HOUR_MS) * HOUR_MS;
}

/** A point of electricity whose register counts `registers` thousandths of a kWh, hour by hour from `startMs`. */
export async function meteredPoint(
  { node }: RunningCity,
  { building, room = null }: { readonly building: string; readonly room?: string | null },
  startMs: number,
  registers: readonly number[],
): Promise<number> {
  const carrier = "electricity";
  const wanted = { building, room, carrier, kind: "cumulative", unit: "kWh", stepMinutes: 60 } as const;
  await definePoint(node, { ...wanted, registerWidth: null });
  const { id } = node.points.book.get([building, ...(room === null ? [] : [room]), carrier].join("/"))!;
  const writer = await node.readings.begin({
    pointId: id,
    source: "test",
    receivedAtMs: startMs + registers.length * HOUR_MS,
    reason: "test",
  });
  await writer.append({
    atMs: Float64Array.from(registers, (_, hour) => startMs + hour * HOUR_MS),
    mantissa: Float64Array.from(registers),
    decimals: new Uint8Array(registers.length).fill(3),
    quality: new Uint8Array(registers.length),
    row: new Float64Array(registers.length),
  });
  await writer.commit("");
  await node.recompute();
  return id;
}
