import { localDate } from "@husting/series";
import { hasPlace } from "../features/moderation/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import {
  cityWeatherPoints,
  outdoorTemperature,
  TrialDesk,
  type TrialPage,
} from "../features/savings/index.ts";
import { ClientLimiter } from "../features/votes/index.ts";
import { text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";
import { withScratch } from "./scratch.ts";

/** The page on which anyone tries what a meter's file says; nothing of it is kept. */
export const trialPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/try": ({ node }) => node.trial.page(node.city.zone),
};

export const trialActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/try": async ({ node, client }, form) => {
    const said = {
      zone: text(form, "zone"),
      carrier: text(form, "carrier"),
      kind: text(form, "kind"),
      unit: text(form, "unit"),
      registerWidth: text(form, "registerWidth"),
      temperatureUnit: text(form, "temperatureUnit"),
      timeColumn: text(form, "timeColumn"),
      valueColumn: text(form, "valueColumn"),
      workFrom: text(form, "workFrom"),
      workTo: text(form, "workTo"),
    };
    const files = { meter: fileIn(form, "meter"), weather: fileIn(form, "weather") };
    const page: TrialPage = await node.trial.try(said, files, client);
    return { kind: "again", data: page, ...(page.statement === null ? {} : { status: 200 as const }) };
  },
};

/** So many tries of one client in half an hour. */
const TRIES = 12;
const WINDOW_MS = 30 * 60_000;

export function trialDesk({
  directory,
  registry,
  readings,
  city,
  nowMs,
}: Pick<CityNode, "registry" | "readings" | "city" | "nowMs"> & {
  /** Of the node's data. */
  readonly directory: string;
}): TrialDesk {
  const limiter = new ClientLimiter(nowMs, WINDOW_MS);
  const stations = async () =>
    Promise.all(
      cityWeatherPoints(await registry.points()).map((point) => outdoorTemperature(readings, point)),
    );
  return new TrialDesk({
    mayTry: (client) => hasPlace(limiter, TRIES, client),
    stations,
    async cityWeather() {
      const extents = await readings.extents();
      const measured = cityWeatherPoints(await registry.points()).flatMap(({ id }) => extents.get(id) ?? []);
      if (measured.length === 0) return null;
      const fromMs = Math.min(...measured.map(({ firstMs }) => firstMs));
      const toMs = Math.max(...measured.map(({ lastMs }) => lastMs));
      return { fromDate: localDate(city.zone, fromMs), toDate: localDate(city.zone, toMs) };
    },
    withFolder: (work) => withScratch(directory, work),
  });
}

/** A browser sends a file of no name and no bytes where none was chosen. */
function fileIn(form: FormData, name: string): File | null {
  const value = form.get(name);
  return value instanceof File && value.size > 0 ? value : null;
}
