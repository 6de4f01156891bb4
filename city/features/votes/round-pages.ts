import type { Tally } from "../../stores/votes/tally.ts";
import type { Names } from "../buildings/index.ts";
import { invitationAddress, qrCode } from "./posters.ts";
import { FEWEST_VOTES } from "./released.ts";
import type { RoomBook } from "./rooms.ts";
import { comparable, type NotComparable, roundAnswers } from "./round-answers.ts";
import { type Period, periods, type Round, type RoundBook, type RoundFault } from "./rounds.ts";
import { type Feeling, feelingOf } from "./wording.ts";

export interface ListedRound extends Omit<Round, "roomIds"> {
  readonly rooms: number;
  readonly buildings: readonly Names[];
  readonly made: number;
  readonly used: number;
}

/** A room or a whole building that can be asked. */
interface Choice {
  readonly value: string;
  readonly building: Names;
  /** Null for the whole building. */
  readonly room: Names | null;
}

export interface SaidRound {
  readonly measure: string;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly places: readonly string[];
}

export interface RoundsPage {
  readonly rounds: readonly ListedRound[];
  readonly measures: readonly { readonly slug: string; readonly titles: Names }[];
  readonly periods: readonly Period[];
  readonly choices: readonly Choice[];
  readonly said: SaidRound | null;
  readonly fault: RoundFault | null;
}

export interface Invitation {
  readonly code: string;
  readonly address: string;
  readonly qr: { readonly size: number; readonly path: string };
}

export interface RoundPage {
  readonly round: ListedRound;
  readonly measure: Names | null;
  readonly places: readonly { readonly building: Names; readonly room: Names }[];
  /** What was said, once the round is over and ten have answered. */
  readonly result:
    | { readonly kind: "told"; readonly feelings: Readonly<Record<Feeling, number>> }
    | { readonly kind: "not-over" | "too-few" };
  /** Other rounds of the measure, and why this one may not be set against them. */
  readonly others: readonly { readonly round: ListedRound; readonly reasons: readonly NotComparable[] }[];
  /** Invitations made just now; they are shown this once. */
  readonly invitations: readonly Invitation[];
  readonly fault: RoundFault | null;
}

export interface RoundPageParts {
  readonly rounds: RoundBook;
  readonly rooms: RoomBook;
  readonly tally: Tally;
  readonly measures: { all(): Promise<readonly { readonly slug: string; readonly titles: Names }[]> };
  readonly baseUrl: string;
}

export async function roundsPage(
  parts: RoundPageParts,
  said: SaidRound | null = null,
  fault: RoundFault | null = null,
): Promise<RoundsPage> {
  const [rounds, measures, rooms] = await Promise.all([
    parts.rounds.all(),
    parts.measures.all(),
    parts.rooms.all(),
  ]);
  const listed = await Promise.all(rounds.map((round) => listedRound(parts, round)));
  const choices = [...Map.groupBy(rooms.values(), ({ building }) => building.slug).values()].flatMap(
    (own) => {
      const { slug, names } = own[0]!.building;
      const whole: Choice = { value: `building:${slug}`, building: names, room: null };
      return [
        whole,
        ...own.map((room): Choice => ({ value: `room:${room.roomId}`, building: names, room: room.names })),
      ];
    },
  );
  return {
    rounds: listed,
    measures: measures.map(({ slug, titles }) => ({ slug, titles })),
    periods,
    choices,
    said,
    fault,
  };
}

/** The rooms that were chosen, one by one or by whole buildings. */
export async function chosenRooms(rooms: RoomBook, places: readonly string[]): Promise<number[]> {
  const known = [...(await rooms.all()).values()];
  return known
    .filter(
      ({ roomId, building }) =>
        places.includes(`room:${roomId}`) || places.includes(`building:${building.slug}`),
    )
    .map(({ roomId }) => roomId);
}

export async function roundPage(
  parts: RoundPageParts,
  id: number,
  made: { readonly codes: readonly string[]; readonly fault: RoundFault | null } = { codes: [], fault: null },
): Promise<RoundPage | undefined> {
  const round = await parts.rounds.find(id);
  if (round === undefined) return undefined;
  const [all, measures, rooms] = await Promise.all([
    parts.rounds.all(),
    parts.measures.all(),
    parts.rooms.all(),
  ]);
  const others = all.filter(
    (other) => other.id !== id && other.measure !== null && other.measure === round.measure,
  );
  return {
    round: await listedRound(parts, round),
    measure: measures.find(({ slug }) => slug === round.measure)?.titles ?? null,
    places: round.roomIds.flatMap((roomId) => {
      const room = rooms.get(roomId);
      return room === undefined ? [] : [{ building: room.building.names, room: room.names }];
    }),
    result: resultOf(parts, round),
    others: await Promise.all(
      others.map(async (other) => ({
        round: await listedRound(parts, other),
        reasons: round.fromDate < other.fromDate ? comparable(round, other) : comparable(other, round),
      })),
    ),
    invitations: made.codes.map((code) => {
      const address = invitationAddress(parts.baseUrl, code);
      return { code, address, qr: qrCode(address) };
    }),
    fault: made.fault,
  };
}

function resultOf(parts: RoundPageParts, round: Round): RoundPage["result"] {
  if (parts.rounds.today <= round.toDate) return { kind: "not-over" };
  const answers = roundAnswers(parts.tally, round.id);
  if (answers.length < FEWEST_VOTES) return { kind: "too-few" };
  const feelings = { cold: 0, right: 0, warm: 0 };
  for (const { sensation } of answers) feelings[feelingOf(sensation)]++;
  return { kind: "told", feelings };
}

async function listedRound(parts: RoundPageParts, { roomIds, ...round }: Round): Promise<ListedRound> {
  const rooms = await parts.rooms.all();
  const buildings = new Map(
    roomIds.flatMap((id) => {
      const building = rooms.get(id)?.building;
      return building === undefined ? [] : [[building.slug, building.names]];
    }),
  );
  return {
    ...round,
    rooms: roomIds.length,
    buildings: [...buildings.values()],
    ...parts.rounds.counts({ ...round, roomIds }),
  };
}
