import { type Context, Hono } from "hono";
import { TooManyWaiting } from "../../../stores/group-commit.ts";
import { colonOf, isLanguage, type Language, negotiateLanguage } from "../../../web/language/index.ts";
import type { Names } from "../../buildings/index.ts";
import type { CommentBook } from "../comments.ts";
import type { VoteDesk } from "../desk.ts";
import type { ClientLimiter } from "../limiter.ts";
import type { RoomSensors } from "../measured.ts";
import { voteMessages } from "../messages.ts";
import { posterPdf, posterSvg, qrSvg, roomAddress } from "../posters.ts";
import { type RoomBook, readCode, type VotingRoom } from "../rooms.ts";
import { readForm } from "../said.ts";
import type { Teller } from "../telling.ts";
import { bitsOf, marks } from "../wording.ts";
import { answer, type Outcome } from "./answer.ts";
import { type Framed, framed } from "./frame.ts";
import { nothingFilled, type Question, question } from "./question.ts";
import { codePage, nowhere } from "./signpost.ts";

/** What the pages behind the codes on the walls need. */
export interface TapParts {
  readonly city: {
    readonly names: Names;
    readonly language: Language;
    readonly zone: string;
    readonly simulated: boolean;
  };
  /** Where posters lead. */
  readonly baseUrl: string;
  readonly rooms: RoomBook;
  readonly desk: VoteDesk;
  readonly teller: Teller;
  readonly sensors: RoomSensors;
  readonly comments: CommentBook;
  /** Who has been counted a moment ago; and, apart from it, who has written. */
  readonly votesOf: ClientLimiter;
  readonly commentsOf: ClientLimiter;
  /** Whether people of the room can have a statement of their heating now, at `/v/CODE/refund`. */
  readonly offersStatement: (room: VotingRoom) => Promise<boolean>;
  /** What the room's carbon dioxide is held against now; null where nothing is set for it. */
  readonly co2LimitPpm: (room: VotingRoom) => Promise<number | null>;
  /** Address a request came from. */
  readonly clientOf: (c: Context) => string;
}

/** `/v/CODE`: the page of a room. No account, no cookie, no script; one answer holds all of it. */
export function createTapPages(parts: TapParts): Hono {
  const app = new Hono();

  app.get("/", (c) => {
    const language = languageOf(c, parts);
    const typed = c.req.query("code");
    if (typed !== undefined && readCode(typed) !== "")
      return c.redirect(`/v/${encodeURIComponent(readCode(typed))}?language=${language}`, 303);
    return send(c, parts, { language, path: "/v", ...codePage(language) });
  });

  app.get("/:code", async (c) => {
    const language = languageOf(c, parts);
    const room = await parts.rooms.withCode(readCode(c.req.param("code")));
    if (room === undefined) return unknownCode(c, parts, language);
    return sendQuestion(c, parts, room, language, null, nothingFilled);
  });

  app.post("/:code", async (c) => {
    const form = await c.req.formData().catch(() => undefined);
    if (form === undefined) return c.text("A form is expected.", 415);
    const language = languageOf(c, parts, form.get("language"));
    const room = await parts.rooms.withCode(readCode(c.req.param("code")));
    if (room === undefined) return unknownCode(c, parts, language);
    const parsed = readForm(form);
    const filled = filledIn(form);
    if (!parsed.ok) return sendQuestion(c, parts, room, language, parsed.fault, filled);
    const { sensation, marks: ticked, comment } = parsed.said;
    const client = [parts.clientOf(c), c.req.header("user-agent") ?? ""] as const;
    let outcome: Outcome = "comment-taken";
    if (sensation !== null) {
      const takeBack = parts.votesOf.admit(room.roomId, ...client);
      outcome = takeBack === undefined ? "counted-before" : "counted";
      if (takeBack !== undefined) {
        const vote = {
          group: room.group.key,
          halfDay: parts.teller.halfDay,
          sensation,
          marks: bitsOf(ticked),
          channel: "tap",
        } as const;
        try {
          await parts.desk.vote(vote);
        } catch (error) {
          takeBack();
          if (!(error instanceof TooManyWaiting)) throw error;
          c.header("retry-after", "2");
          return sendQuestion(c, parts, room, language, "try-again", filled);
        }
      }
    }
    const isTaken = comment !== null && (await takeComment(parts, room, comment, client));
    const [now, others, statement, co2LimitPpm] = await Promise.all([
      parts.sensors.now(room.roomId, room.building.id),
      parts.teller.others(room),
      statementOf(parts, room),
      parts.co2LimitPpm(room),
    ]);
    return send(c, parts, {
      language,
      path: `/v/${room.code}`,
      title: voteMessages.t(language)(`outcome.${outcome}`),
      body: answer({
        language,
        zone: parts.city.zone,
        outcome,
        comment: comment === null ? null : isTaken ? "taken" : "not-taken",
        place: placeOf(room, language),
        buildingSlug: room.building.slug,
        now,
        co2LimitPpm,
        others,
        statement,
      }),
    });
  });

  app.get("/:code/qr.svg", async (c) => {
    const poster = await posterOf(c, parts);
    return poster ? c.body(qrSvg(roomAddress(poster)), 200, SVG) : c.notFound();
  });
  app.get("/:code/poster.svg", async (c) => {
    const poster = await posterOf(c, parts);
    return poster ? c.body(posterSvg(poster), 200, SVG) : c.notFound();
  });
  app.get("/:code/poster.pdf", async (c) => {
    const poster = await posterOf(c, parts);
    if (poster === undefined) return c.notFound();
    const name = `husting-${poster.room.building.slug}-${poster.room.slug}.pdf`;
    return c.body(await posterPdf(poster), 200, {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  });
  return app;
}

const SVG = { "content-type": "image/svg+xml" };

async function posterOf(
  c: Context,
  { rooms, baseUrl }: TapParts,
): Promise<{ room: VotingRoom; baseUrl: string } | undefined> {
  const room = await rooms.withCode(readCode(c.req.param("code") ?? ""));
  return room && { room, baseUrl };
}

/** The language asked for by a link or a form, else the reader's own. */
export function languageOf(
  c: Context,
  { city }: Pick<TapParts, "city">,
  said: FormDataEntryValue | null = null,
): Language {
  const asked = said ?? c.req.query("language");
  return isLanguage(asked) ? asked : negotiateLanguage(c.req.header("accept-language"), city.language);
}

export function filledIn(form: FormData): Question["filled"] {
  const textOf = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value.slice(0, 2000) : "";
  };
  return {
    comment: textOf("comment"),
    ticked: marks.filter((mark) => form.get(mark) !== null),
    room: textOf("room"),
  };
}

/** Sends a page; nobody keeps it, for what it says is of this moment. */
export function send(
  c: Context,
  { city }: Pick<TapParts, "city">,
  page: Omit<Framed, "city" | "isSimulated">,
  status: 200 | 404 | 422 | 503 = 200,
): Response | Promise<Response> {
  c.header("cache-control", "no-store");
  c.header("vary", "Accept-Language", { append: true });
  return c.html(framed({ ...page, city: city.names[page.language], isSimulated: city.simulated }), status);
}

/** Address of the room's statement, where it can have one now. */
async function statementOf(parts: TapParts, room: VotingRoom): Promise<string | null> {
  return (await parts.offersStatement(room)) ? `/v/${room.code}/refund` : null;
}

async function sendQuestion(
  c: Context,
  parts: TapParts,
  room: VotingRoom,
  language: Language,
  fault: Question["fault"],
  filled: Question["filled"],
): Promise<Response> {
  const path = `/v/${room.code}`;
  const body = question({
    language,
    action: path,
    place: placeOf(room, language),
    rooms: [],
    isInvited: false,
    fault,
    filled,
    statement: await statementOf(parts, room),
  });
  const title = `${voteMessages.t(language)("tap.title")} ${room.names[language]}`;
  const status = fault === null ? 200 : fault === "try-again" ? 503 : 422;
  return send(c, parts, { language, path, title, body }, status);
}

function unknownCode(c: Context, parts: TapParts, language: Language): Response | Promise<Response> {
  return send(c, parts, { language, path: c.req.path, ...nowhere(language, "room") }, 404);
}

async function takeComment(
  { comments, commentsOf }: TapParts,
  room: VotingRoom,
  text: string,
  [address, browser]: readonly [string, string],
): Promise<boolean> {
  const takeBack = commentsOf.admit(room.roomId, address, browser);
  if (takeBack === undefined) return false;
  const isTaken = await comments.add(room.roomId, text);
  if (!isTaken) takeBack();
  return isTaken;
}

function placeOf({ building, names }: VotingRoom, language: Language): string {
  return building.names[language] + colonOf[language] + names[language];
}
