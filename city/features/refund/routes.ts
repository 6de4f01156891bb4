import { type Context, Hono } from "hono";
import { languageOf, nowhere, readCode, send, type TapParts, type VotingRoom } from "../votes/index.ts";
import { refundMessages } from "./messages.ts";
import { STYLE, sheet } from "./sheet.ts";
import { homeStatement, type StatementParts } from "./statement.ts";

export type RefundParts = StatementParts & Pick<TapParts, "city" | "rooms">;

/** No season is older than heating by meter, or so far away that a date would not hold it. */
const SEASON = /^(19|20)\d\d$/;

/**
 * `/v/CODE/refund`: what was measured in a home and what the rule on heating that was too cold says. The code on the room's
 * own poster opens it and nothing else does: what one home measures is not for the neighbours.
 */
export function createRefundPages(parts: RefundParts): Hono {
  const app = new Hono();

  app.get("/:code/refund", async (c) => {
    const language = languageOf(c, parts);
    const t = refundMessages.t(language);
    const room = await roomOf(c, parts);
    if (room === undefined)
      return send(c, parts, { language, path: c.req.path, ...nowhere(language, "room") }, 404);
    const asked = c.req.query("season") ?? "";
    const isReadable = asked === "" || SEASON.test(asked);
    const answer = await homeStatement(parts, room, isReadable && asked !== "" ? Number(asked) : null);
    const body = sheet({
      language,
      zone: parts.zone,
      city: parts.city.names[language],
      room,
      answer,
      madeAtMs: parts.nowMs(),
      isSimulated: parts.city.simulated,
      isSeasonReadable: isReadable,
    });
    const page = {
      language,
      path: `/v/${room.code}/refund`,
      query: isReadable && asked !== "" ? { season: asked } : {},
      title: `${t("title")}: ${room.names[language]}`,
      body,
      style: STYLE,
      privacy: t("privacy"),
    };
    return send(c, parts, page, isReadable ? 200 : 422);
  });

  app.get("/:code/refund.csv", async (c) => {
    const language = languageOf(c, parts);
    const room = await roomOf(c, parts);
    if (room === undefined)
      return send(c, parts, { language, path: c.req.path, ...nowhere(language, "room") }, 404);
    const asked = c.req.query("season") ?? "";
    const answer =
      SEASON.test(asked) || asked === "" ? await homeStatement(parts, room, Number(asked) || null) : null;
    // The page says why there is no file.
    if (answer === null || !answer.outcome.ok) {
      const query = new URLSearchParams({ ...(asked === "" ? {} : { season: asked }), language });
      return c.redirect(`/v/${room.code}/refund?${query}`, 303);
    }
    const { hours, seasonYear } = answer.outcome.home;
    const name = `husting-${room.building.slug}-${room.slug}-${seasonYear}.csv`;
    return c.body(hours, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "no-store",
    });
  });

  return app;
}

function roomOf(c: Context, { rooms }: RefundParts): Promise<VotingRoom | undefined> {
  return rooms.withCode(readCode(c.req.param("code") ?? ""));
}
