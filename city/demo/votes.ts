import { createRandom } from "@husting/building";
import { localDate } from "@husting/series";
import { FEWEST_USERS } from "../features/votes/groups.ts";
import { halfDayOf, seasonName, seasonOf } from "../features/votes/half-day.ts";
import { hashOf } from "../features/votes/rounds.ts";
import type { CityNode } from "../node/node.ts";
import type { CodedAnswer, Counted } from "../stores/votes/tally.ts";
import type { DemoBuilding, DemoCity, DemoMeasure, DemoRoom } from "./types.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Votes go back so far; the public sees them by season. */
const VOTED_DAYS = 430;
const ROUND_DAYS = 20;

type Random = ReturnType<typeof createRandom>;

/**
 * What simulated people say of the simulated rooms: votes on the codes, and a round before and after each measure that
 * leaves time for both.
 */
export async function simulateVotes(node: CityNode, demo: DemoCity): Promise<void> {
  node.votes.rooms.forget();
  for (const building of demo.buildings)
    for (const room of building.rooms) {
      const known = await node.votes.rooms.find(building.id, room.id);
      // Small rooms of a house are told together.
      const zone = room.regularUsers < FEWEST_USERS ? "A" : "";
      if (known !== undefined)
        await node.votes.rooms.set(known.roomId, { regularUsers: String(room.regularUsers), zone });
    }
  const votes: Counted[] = [];
  for (const building of demo.buildings)
    for (const room of building.rooms) {
      const known = await node.votes.rooms.find(building.id, room.id);
      if (known === undefined || room.sensor === undefined) continue;
      const random = createRandom(`${demo.city}/votes/${building.id}/${room.id}`);
      votes.push(...votesOf(demo, room, known.group.key, random));
    }
  // An interrupted demo goes on, and counts nothing twice.
  if (node.votes.tally.groups().length === 0) node.votes.tally.take({ votes, answers: [] });
  await simulateComments(node, demo);
  for (const building of demo.buildings)
    for (const measure of building.measures) await simulateRounds(node, demo, building, measure);
}

function votesOf(demo: DemoCity, room: DemoRoom, group: string, random: Random): Counted[] {
  const { timesMs, values } = room.sensor!.temperatureC;
  const votes: Counted[] = [];
  const fromMs = demo.endMs - VOTED_DAYS * DAY_MS;
  for (let i = 0; i < timesMs.length; i++) {
    const atMs = timesMs[i]!;
    const hour = new Date(atMs).getUTCHours();
    // One look into the room in the morning and one in the afternoon, whatever the zone.
    if (atMs < fromMs || (hour !== 8 && hour !== 13)) continue;
    if (random.uniform() > 0.25) continue;
    votes.push({
      group,
      halfDay: halfDayOf(demo.zone, atMs),
      sensation: sensationOf(values[i]!, random),
      marks: random.uniform() < 0.08 ? 1 << Math.floor(random.uniform() * 4) : 0,
      channel: "tap",
    });
  }
  return votes;
}

/**
 * What one simulated person says at a temperature: a step of the scale for each 1.6 K off their own. People are used in part to
 * what they have, as adaptive comfort knows it.
 */
function sensationOf(temperatureC: number, random: Random): number {
  const own = 21.2 + 0.45 * (temperatureC - 21.2) + 0.9 * random.normal();
  return Math.min(3, Math.max(-3, Math.round((temperatureC - own) / 1.6 + 0.4 * random.normal())));
}

/** What a few of them wrote, in their city's language. One holds what a manager has to clear away. */
const sentences = {
  sv: [
    "Det drar från fönstret närmast dörren när det blåser.",
    "Kallt på morgonen, bra efter tio. Ring mig gärna: 070-000 00 00.",
    "Ventilationen brummar hela eftermiddagen.",
  ],
  zh: [
    "靠窗的位置下午太晒，温度升得很快。",
    "早上很冷，十点以后好一些。联系电话 13900000000。",
    "通风口的声音很大。",
  ],
  en: ["There is a draught from the window by the door."],
} as const;

async function simulateComments(node: CityNode, demo: DemoCity): Promise<void> {
  if ((await node.votes.comments.all()).length > 0) return;
  for (const [index, sentence] of sentences[node.city.language].entries()) {
    const building = demo.buildings[index % demo.buildings.length]!;
    const room = await node.votes.rooms.find(building.id, building.rooms[0]?.id ?? "");
    if (room !== undefined) await node.votes.comments.add(room.roomId, sentence);
  }
}

/**
 * The same dates a year apart, all in one season, the first before work began and the second after it ended; in winter,
 * when heating matters most, where the year after the work has one already.
 */
function roundDates(demo: DemoCity, measure: DemoMeasure): { beforeMs: number; afterMs: number } | undefined {
  let first: { beforeMs: number; afterMs: number } | undefined;
  for (
    let afterMs = measure.finishedAtMs + 14 * DAY_MS;
    afterMs + ROUND_DAYS * DAY_MS < Math.min(demo.endMs, measure.finishedAtMs + 365 * DAY_MS);
    afterMs += DAY_MS
  ) {
    const beforeMs = afterMs - 365 * DAY_MS;
    if (beforeMs < demo.startMs || beforeMs + ROUND_DAYS * DAY_MS > measure.startedAtMs) continue;
    const isInOneSeason = [beforeMs, afterMs].every(
      (fromMs) =>
        seasonName(localDate(demo.zone, fromMs)) ===
        seasonName(localDate(demo.zone, fromMs + (ROUND_DAYS - 1) * DAY_MS)),
    );
    if (!isInOneSeason) continue;
    first ??= { beforeMs, afterMs };
    if (seasonOf(localDate(demo.zone, afterMs)) === "winter") return { beforeMs, afterMs };
  }
  return first;
}

async function simulateRounds(
  node: CityNode,
  demo: DemoCity,
  building: DemoBuilding,
  measure: DemoMeasure,
): Promise<void> {
  const dates = measure.asksPeople ? roundDates(demo, measure) : undefined;
  const rooms = building.rooms.filter((room) => room.sensor !== undefined);
  if (dates === undefined || rooms.length === 0) return;
  const isMade = (await node.votes.rounds.all()).some((round) => round.measure === measure.id);
  if (isMade) return;
  const known = await Promise.all(rooms.map((room) => node.votes.rooms.find(building.id, room.id)));
  for (const [period, fromMs] of [
    ["before", dates.beforeMs],
    ["after", dates.afterMs],
  ] as const) {
    const made = await node.votes.rounds.create(
      {
        measure: measure.id,
        period,
        fromDate: localDate(demo.zone, fromMs),
        toDate: localDate(demo.zone, fromMs + (ROUND_DAYS - 1) * DAY_MS),
        roomIds: known.flatMap((room) => room?.roomId ?? []),
      },
      null,
    );
    if (!made.ok) throw new Error(`the round ${period} ${measure.id} was refused: ${made.fault}`);
    const random = createRandom(`${demo.city}/rounds/${measure.id}/${period}`);
    const answers = rooms.flatMap((room, index) =>
      answersOf(demo, room, known[index]!.group.key, fromMs, `${made.value}/${index}`, random),
    );
    // Somewhat more are invited than answer.
    const silent = Array.from({ length: Math.ceil(answers.length * 0.4) }, (_, i) =>
      hashOf(`${made.value}/silent/${i}`),
    );
    node.votes.tally.addCodes(made.value, [...answers.map(({ codeHash }) => codeHash), ...silent]);
    node.votes.tally.take({ votes: [], answers });
  }
}

function answersOf(
  demo: DemoCity,
  room: DemoRoom,
  group: string,
  fromMs: number,
  codes: string,
  random: Random,
): CodedAnswer[] {
  const { timesMs, values } = room.sensor!.temperatureC;
  const from = timesMs.findIndex((atMs) => atMs >= fromMs);
  const to = timesMs.findIndex((atMs) => atMs >= fromMs + ROUND_DAYS * DAY_MS);
  const hours = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i).filter((i) =>
    [8, 13].includes(new Date(timesMs[i]!).getUTCHours()),
  );
  if (hours.length === 0) return [];
  return Array.from({ length: Math.round(room.regularUsers * 1.5) }, (_, i): CodedAnswer => {
    const hour = hours[Math.floor(random.uniform() * hours.length)]!;
    const atMs = timesMs[hour]!;
    return {
      codeHash: hashOf(`${codes}/${i}`),
      group,
      halfDay: halfDayOf(demo.zone, atMs),
      sensation: sensationOf(values[hour]!, random),
      marks: 0,
    };
  });
}
