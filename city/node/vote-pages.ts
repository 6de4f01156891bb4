import { isRoomUse, sayRoomUse } from "../features/climate/index.ts";
import { isHidden } from "../features/moderation/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import {
  buildingRoomsPage,
  chosenRooms,
  commentPage,
  commentsPage,
  postersPage,
  type RoomSettingFault,
  type RoundPageParts,
  roomsPage,
  roundPage,
  roundsPage,
  type SaidRound,
} from "../features/votes/index.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** Pages of the staff about what people say of rooms. */
export const votePages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/staff/rooms": ({ node }) => roomsPage(roomParts(node)),
  "GET /:lang/staff/rooms/:slug": ({ node, last }) => buildingRoomsPage(roomParts(node), last),
  "GET /:lang/staff/posters/:slug": ({ node, last }) =>
    postersPage(roomParts(node), last, node.quality.baseUrl),
  "GET /:lang/staff/comments": ({ node }) => commentsPage(node.votes),
  "GET /:lang/staff/comments/:id": ({ node, last }) => commentPage(node.votes, last),
  "GET /:lang/staff/rounds": ({ node }) => roundsPage(roundParts(node)),
  "GET /:lang/staff/rounds/:id": ({ node, last }) => roundPage(roundParts(node), idNumber(last)),
};

export const voteActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/staff/rooms/:slug": async ({ node, language, person, last }, form) => {
    if (person === null) return undefined;
    const roomId = idNumber(text(form, "room"));
    const { rooms } = node.votes;
    const room = (await rooms.all()).get(roomId);
    const said = { regularUsers: text(form, "regularUsers"), zone: text(form, "zone") };
    const use = text(form, "use");
    let fault: RoomSettingFault | null;
    if (room?.building.slug !== last) fault = "room-unknown";
    else if (text(form, "do") === "replace")
      fault = await rooms.replaceCode(roomId, text(form, "household") === "new" ? "new" : "same", person);
    else if (!isRoomUse(use)) fault = "use-unknown";
    else {
      fault = await rooms.set(roomId, said);
      const sensitivePeople = text(form, "sensitivePeople") === "yes";
      if (fault === null) await sayRoomUse(node.civic, node.log, room, { use, sensitivePeople }, person);
    }
    if (fault === null) return { kind: "go", to: `/${language}/staff/rooms/${last}#room-${roomId}` };
    const data = await buildingRoomsPage(roomParts(node), last, { fault, roomId });
    return data && { kind: "again", data };
  },
  "POST /:lang/staff/comments/:id": async ({ node, language, person, last }, form) => {
    const { comments, rooms } = node.votes;
    const comment = await comments.find(last);
    const room = comment && (await rooms.all()).get(comment.roomId);
    if (comment === undefined || room === undefined || person === null) return undefined;
    const place = { building: room.building.slug, room: room.slug };
    const what = text(form, "do");
    // Publishing it anew would undo what an official decided, and erasing it would take the place where that stands.
    if (
      (what === "publish" || what === "erase" || what === "") &&
      (await isHidden(node.civic, { kind: "comment", ref: last }))
    )
      return {
        kind: "again",
        data: await commentPage(node.votes, last, { proposal: text(form, "text"), fault: "is-hidden" }),
      };
    if (what === "seen") await comments.markSeen(last);
    else if (what === "erase") await comments.erase(last);
    else if (what === "withdraw") await comments.withdraw(comment, place, person);
    else {
      const proposal = text(form, "text");
      const fault =
        text(form, "confirmed") === "yes"
          ? await comments.publish(comment, place, proposal, person)
          : "not-confirmed";
      if (fault !== null)
        return { kind: "again", data: await commentPage(node.votes, last, { proposal, fault }) };
    }
    return { kind: "go", to: `/${language}/staff/comments` };
  },
  "POST /:lang/staff/rounds": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said: SaidRound = {
      measure: text(form, "measure"),
      period: text(form, "period"),
      from: text(form, "from"),
      to: text(form, "to"),
      places: form.getAll("place").filter((place) => typeof place === "string"),
    };
    const made = await node.votes.rounds.create(
      {
        measure: said.measure === "" ? null : said.measure,
        period: said.period,
        fromDate: said.from,
        toDate: said.to,
        roomIds: await chosenRooms(node.votes.rooms, said.places),
      },
      person,
    );
    if (!made.ok) return { kind: "again", data: await roundsPage(roundParts(node), said, made.fault) };
    return { kind: "go", to: `/${language}/staff/rounds/${made.value}` };
  },
  "POST /:lang/staff/rounds/:id": async ({ node, last }, form) => {
    const round = await node.votes.rounds.find(idNumber(last));
    if (round === undefined) return undefined;
    const made = node.votes.rounds.makeCodes(round, idNumber(text(form, "count")));
    const outcome = made.ok ? { codes: made.value, fault: null } : { codes: [], fault: made.fault };
    const data = await roundPage(roundParts(node), round.id, outcome);
    return made.ok ? { kind: "again", data, status: 200 } : { kind: "again", data };
  },
};

function roomParts({ civic, registry, votes }: CityNode) {
  return { civic, registry, rooms: votes.rooms };
}

function roundParts({ votes, measures, quality }: CityNode): RoundPageParts {
  const { rounds, rooms, tally } = votes;
  return { rounds, rooms, tally, measures, baseUrl: quality.baseUrl };
}
