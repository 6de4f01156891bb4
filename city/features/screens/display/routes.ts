import { createWallClock } from "@husting/series";
import { type Context, Hono } from "hono";
import { type Language, negotiateLanguage } from "../../../web/language/index.ts";
import type { Names } from "../../buildings/index.ts";
import { readCode } from "../../votes/index.ts";
import type { HouseTeller } from "../house.ts";
import { isNight, type Screen } from "../model.ts";
import type { ScreenBook } from "../screen-book.ts";
import { slidesOf } from "../slides.ts";
import type { Work } from "../works/work.ts";
import type { WorkBook } from "../works/work-book.ts";
import { framedSlide, noScreen, type ScreenScript } from "./frame.ts";
import { scene } from "./scenes.ts";

/** What the pages of screens need. */
export interface ScreenParts {
  readonly city: {
    readonly names: Names;
    readonly language: Language;
    readonly zone: string;
    readonly simulated: boolean;
  };
  /** Where the square leads. */
  readonly baseUrl: string;
  readonly screens: ScreenBook;
  readonly works: WorkBook;
  readonly houses: HouseTeller;
  readonly nowMs: () => number;
  readonly script: ScreenScript;
  /** Of the software: a screen that meets another loads itself anew. */
  readonly version: string;
}

/** A dark screen looks this often whether it is morning, and whoever looks after it sees that it lives. */
const NIGHT_WAIT_MS = 300_000;

/** `/screen/CODE`: a lobby display. No sign-in, no cookie; what is the same as JSON at the same address + `.json`. */
export function createScreenPages(parts: ScreenParts): Hono {
  const app = new Hono();
  app.get("/:code", async (c) => {
    c.header("cache-control", "no-store");
    const asked = c.req.param("code");
    const isJson = asked.endsWith(".json");
    const code = readCode(isJson ? asked.slice(0, -5) : asked);
    const screen = await parts.screens.withCode(code);
    if (screen === undefined) {
      if (isJson) return c.json({ error: { status: 404 } }, 404);
      const language = negotiateLanguage(c.req.header("accept-language"), parts.city.language);
      return c.html(noScreen(code.slice(0, 20), language), 404);
    }
    const [house, works] = await Promise.all([parts.houses.of(screen.building), parts.works.on(screen.id)]);
    if (isJson) return c.json(toldOf(screen, house, works));
    const isHeld = c.req.query("hold") !== undefined;
    // Only a display turns its pages, by its program or, without scripts, by the address of the next step; whoever opens a link does neither.
    const turns = c.req.header("husting-screen") !== undefined || c.req.query("step") !== undefined;
    const isDisplay = turns && !isHeld && c.req.method === "GET" && c.req.header("cookie") === undefined;
    if (isDisplay) await parts.screens.noteSeen(screen.id);
    const slides = slidesOf(screen, house, works);
    const step = stepOf(c, slides.length);
    const slide = slides[step]!;
    const { language } = slide;
    const nowMs = parts.nowMs();
    const hour = Math.floor((createWallClock(parts.city.zone)(nowMs) / 3_600_000) % 24);
    const isDark = !isHeld && isNight(screen.night, hour);
    const { city } = parts;
    const pageAddress = `${parts.baseUrl}/${language}/buildings/${screen.building.slug}`;
    return c.html(
      framedSlide({
        ...{ page: slide.page, screen, house, language, isHeld, step, nowMs, isNight: isDark },
        ...{ steps: slides.length, version: parts.version, script: parts.script },
        ...{ cityNames: city.names, isSimulated: city.simulated, zone: city.zone },
        waitMs: isDark ? NIGHT_WAIT_MS : Math.round(screen.seconds * 1000),
        body: scene(slide, { house, language, zone: city.zone, pageAddress }),
      }),
    );
  });
  return app;
}

/** What is no step is the first; a step beyond the last, of a screen that turned more pages before, begins again. */
function stepOf(c: Context, steps: number): number {
  const said = c.req.query("step") ?? "";
  return /^\d{1,6}$/.test(said) ? Number(said) % steps : 0;
}

function toldOf(screen: Screen, house: Awaited<ReturnType<HouseTeller["of"]>>, works: readonly Work[]) {
  const { code, place, languages, pages, seconds, look, night } = screen;
  return {
    screen: { code, place, languages, pages, seconds, look, night },
    house,
    works: works.map(({ kind, language, age, title, body, alternative, picture, fromDate, untilDate }) => ({
      ...{ kind, language, age, title, body, alternative, fromDate, untilDate },
      picture: picture && { ...picture, address: `/works/${picture.sha256}` },
    })),
  };
}
