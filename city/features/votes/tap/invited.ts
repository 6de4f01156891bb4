import { type Context, Hono } from "hono";
import { TooManyWaiting } from "../../../stores/group-commit.ts";
import { colonOf, type Language } from "../../../web/language/index.ts";
import { voteMessages } from "../messages.ts";
import { readCode, type VotingRoom } from "../rooms.ts";
import type { Round, RoundBook } from "../rounds.ts";
import { readForm } from "../said.ts";
import { answer } from "./answer.ts";
import { nothingFilled, type Question, question } from "./question.ts";
import { filledIn, languageOf, send, type TapParts } from "./routes.ts";
import { nowhere } from "./signpost.ts";

/** `/r/CODE`: the one answer an invitation lets in. */
export function createInvitedPages(parts: TapParts & { readonly rounds: RoundBook }): Hono {
  const app = new Hono();

  app.get("/:code", async (c) => {
    const language = languageOf(c, parts);
    const invitation = await parts.rounds.withCode(c.req.param("code"));
    if (invitation.kind !== "open") return closed(c, language, invitation.kind);
    return ask(c, language, invitation.round, null, nothingFilled);
  });

  app.post("/:code", async (c) => {
    const form = await c.req.formData().catch(() => undefined);
    if (form === undefined) return c.text("A form is expected.", 415);
    const code = c.req.param("code");
    const language = languageOf(c, parts, form.get("language"));
    const invitation = await parts.rounds.withCode(code);
    if (invitation.kind !== "open") return closed(c, language, invitation.kind);
    const { round } = invitation;
    const filled = filledIn(form);
    const parsed = readForm(form);
    if (!parsed.ok) return ask(c, language, round, parsed.fault, filled);
    const { sensation, marks } = parsed.said;
    if (sensation === null) return ask(c, language, round, "nothing-said", filled);
    const rooms = await roomsOf(round);
    const room = rooms.length === 1 ? rooms[0] : rooms.find(({ roomId }) => String(roomId) === filled.room);
    if (room === undefined) return ask(c, language, round, "room-missing", filled);
    try {
      const outcome = await parts.rounds.answer(code, room, sensation, marks);
      if (outcome !== "taken") return closed(c, language, outcome);
    } catch (error) {
      if (!(error instanceof TooManyWaiting)) throw error;
      c.header("retry-after", "2");
      return ask(c, language, round, "try-again", filled);
    }
    const [now, others, co2LimitPpm] = await Promise.all([
      parts.sensors.now(room.roomId, room.building.id),
      parts.teller.others(room),
      parts.co2LimitPpm(room),
    ]);
    return send(c, parts, {
      language,
      path: pathOf(c),
      title: voteMessages.t(language)("outcome.counted"),
      body: answer({
        language,
        zone: parts.city.zone,
        outcome: "counted",
        comment: null,
        place: room.building.names[language] + colonOf[language] + room.names[language],
        buildingSlug: room.building.slug,
        now,
        co2LimitPpm,
        others,
        statement: null,
      }),
    });
  });

  async function roomsOf(round: Round): Promise<VotingRoom[]> {
    const rooms = await parts.rooms.all();
    return round.roomIds.flatMap((id) => rooms.get(id) ?? []);
  }

  async function ask(
    c: Context,
    language: Language,
    round: Round,
    fault: Question["fault"],
    filled: Question["filled"],
  ): Promise<Response> {
    const rooms = await roomsOf(round);
    const houses = new Set(rooms.map(({ building }) => building.names[language]));
    const body = question({
      language,
      action: pathOf(c),
      place:
        rooms.length === 1
          ? rooms[0]!.building.names[language] + colonOf[language] + rooms[0]!.names[language]
          : [...houses].join(" · "),
      rooms: rooms.map(({ roomId, names, building }) => ({ id: roomId, names, building: building.names })),
      isInvited: true,
      fault,
      filled,
      statement: null,
    });
    const status = fault === null ? 200 : fault === "try-again" ? 503 : 422;
    return send(
      c,
      parts,
      { language, path: pathOf(c), title: voteMessages.t(language)("tap.title"), body },
      status,
    );
  }

  function closed(
    c: Context,
    language: Language,
    why: "unknown" | "used" | "not-open",
  ): Response | Promise<Response> {
    const page = nowhere(language, why === "unknown" ? "round" : why);
    return send(c, parts, { language, path: pathOf(c), ...page }, why === "unknown" ? 404 : 200);
  }

  return app;
}

function pathOf(c: Context): string {
  return `/r/${encodeURIComponent(readCode(c.req.param("code") ?? ""))}`;
}
