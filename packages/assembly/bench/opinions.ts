/** Times of opinion pictures beside the peer's recorded ones, their memory, and how often mere chance looks like groups. */
import { loadavg } from "node:os";
import {
  Conversation,
  groupStability,
  type OpinionPicture,
  opinionPicture,
  RESAMPLINGS,
  type VoteTable,
  voteTable,
} from "../src/index.ts";
import { type SimulatedConversation, simulateConversation } from "../src/opinions/conversation.fixture.ts";
import { peakMb } from "./peak-memory.ts";

interface Size {
  readonly name: string;
  readonly participants: number;
  readonly statements: number;
  readonly votes: number;
  readonly limitMs: number;
  readonly peer: string;
  readonly repeats: number;
}

/** The peer's time was recorded on this class of machine, on two cores; ours run on one. */
const sizes: readonly Size[] = [
  {
    name: "30,000 votes",
    participants: 600,
    statements: 150,
    votes: 33_000,
    limitMs: 100,
    peer: "none recorded",
    repeats: 15,
  },
  {
    name: "18,000 × 9,000, 1 M votes",
    participants: 18_000,
    statements: 9_000,
    votes: 1_000_000,
    limitMs: 10_000,
    peer: "179 s",
    repeats: 5,
  },
];

const mark = (held: boolean): string => (held ? "held" : "MISSED");
const milliseconds = (ms: number): string =>
  ms < 1 ? `${(1000 * ms).toFixed(0)} µs` : `${ms < 100 ? ms.toFixed(1) : ms.toFixed(0)} ms`;

export default async function opinionsBench(): Promise<{ readonly held: boolean }> {
  const held = sizes.map(timed);
  console.log("");
  const linear = await memory();
  console.log("");
  chance();
  return { held: [...held, linear].every((one) => one) };
}

function timed({ name, limitMs, peer, repeats, ...size }: Size): boolean {
  const simulated = simulateConversation({ seed: 1, opinions: 3, noise: 0.3, ...size });
  const votes = simulated.columns.vote.length;
  const load = () => loadavg()[0]!.toFixed(1);
  const startLoad = load();
  const times: number[] = [];
  let drawn: { readonly table: VoteTable; readonly picture: OpinionPicture } | undefined;
  for (let k = 0; k < repeats; k++) {
    const start = performance.now();
    drawn = draw(simulated);
    times.push(performance.now() - start);
  }
  const { table, picture } = drawn!;
  const [first, best] = [times[0]!, Math.min(...times)];
  const { chosen, silhouettesOf, division } = picture.grouping;
  console.log(
    `${name} (${votes.toLocaleString("en")} votes, ${size.participants.toLocaleString("en")} participants × ${size.statements.toLocaleString("en")} statements, ${((100 * votes) / size.participants / size.statements).toFixed(1)} % of cells)`,
  );
  console.log(
    `  picture from columns, one thread, bootstrap not in it: best of ${repeats} ${milliseconds(best)}, first ${milliseconds(first)} (asked ${milliseconds(limitMs)}; peer ${peer}): ${mark(best <= limitMs)}`,
  );
  console.log(
    `  ${picture.components.passes} passes over the votes, ${[...division.sizes].join(" + ")} participants, silhouette ${chosen.silhouette.toFixed(2)} of ${silhouettesOf.toLocaleString("en")}; load ${startLoad} to ${load()}`,
  );
  const fewer = size.votes > 100_000 ? RESAMPLINGS / 5 : RESAMPLINGS;
  const start = performance.now();
  const stability = groupStability(table, picture, { resamplings: fewer });
  const each = (performance.now() - start) / fewer;
  console.log(
    `  stability beside it: ${milliseconds(each)} a resampling, ${milliseconds(RESAMPLINGS * each)} for ${RESAMPLINGS}; ${stability.map(({ jaccard, standing }) => `${jaccard.toFixed(2)} ${standing}`).join(", ")}`,
  );
  follow(simulated, size.votes > 100_000 ? 5 : 30);
  return best <= limitMs;
}

function draw({ participants, statements, columns }: SimulatedConversation) {
  const table = voteTable(participants, statements, columns);
  if (!table.ok) throw new Error(table.reason.code);
  const picture = opinionPicture(table.value);
  if (!picture.ok) throw new Error(picture.reason.code);
  return { table: table.value, picture: picture.value };
}

/** The last votes one by one: what is counted at once, and the picture asked for after each. */
function follow({ statements, columns }: SimulatedConversation, last: number): void {
  const conversation = new Conversation();
  for (let j = 0; j < statements; j++) conversation.setStatement(String(j));
  const { length } = columns.vote;
  const castMs: number[] = [];
  const drawMs: number[] = [];
  let passes = 0;
  for (let k = 0; k < length; k++) {
    // By a step that is prime to their number: votes do not come participant by participant.
    const at = (k * 7919) % length;
    const start = performance.now();
    conversation.cast(String(columns.participant[at]), String(columns.statement[at]), columns.vote[at]!);
    if (k < length - last) {
      if (k === length - last - 1) conversation.picture();
      continue;
    }
    const cast = performance.now();
    const picture = conversation.picture();
    castMs.push(cast - start);
    drawMs.push(performance.now() - cast);
    if (picture.ok) passes = picture.value.components.passes;
  }
  const median = (values: readonly number[]) =>
    values.toSorted((left, right) => left - right)[values.length >> 1]!;
  console.log(
    `  one more vote: counts, place and group of its participant ${milliseconds(median(castMs))}; the picture after it ${milliseconds(Math.min(...drawMs))} (${passes} passes)`,
  );
}

/** Four times the votes may take four times the memory, and a tenth more for what the machine rounds. */
const MOST_GROWTH = 4.4;

/** What a picture takes beside its columns at the peak, as participants and votes double on as many statements. */
async function memory(): Promise<boolean> {
  const peaks: number[] = [];
  for (const votes of [1_000_000, 2_000_000, 4_000_000]) {
    const participants = Math.round(votes / 55);
    const simulated = simulateConversation({
      seed: 2,
      participants,
      statements: 9000,
      votes,
      opinions: 3,
      noise: 0.3,
    });
    const columns = {
      participant: Uint32Array.from(simulated.columns.participant),
      statement: Uint32Array.from(simulated.columns.statement),
      vote: Int8Array.from(simulated.columns.vote),
    };
    const slim = { participants, statements: 9000, columns, planted: simulated.planted };
    let ms = 0;
    const mb = await peakMb(() => {
      const start = performance.now();
      draw(slim);
      ms = performance.now() - start;
    });
    peaks.push(mb);
    const count = columns.vote.length.toLocaleString("en");
    console.log(
      `${count.padStart(9)} votes: ${mb.toFixed(0)} MB at the peak beside their columns, ${milliseconds(ms)}`,
    );
  }
  const growth = peaks.at(-1)! / peaks[0]!;
  const isLinear = growth <= MOST_GROWTH;
  console.log(
    `four times the votes, ${growth.toFixed(1)} times the memory (asked: linear): ${mark(isLinear)}`,
  );
  return isLinear;
}

/** Votes drawn by chance, and votes of planted opinions: how the groups found in them are called. */
function chance(): void {
  const people = [
    { participants: 60, statements: 30, votes: 1200 },
    { participants: 120, statements: 40, votes: 3600 },
    { participants: 400, statements: 60, votes: 12_000 },
  ];
  for (const noise of [1, 0.3]) {
    const called = { stable: 0, uncertain: 0, unstable: 0 };
    for (const size of people) {
      for (let seed = 0; seed < 20; seed++) {
        const { table, picture } = draw(
          simulateConversation({ seed: 1000 + seed, opinions: 2, noise, ...size }),
        );
        for (const { standing } of groupStability(table, picture, { resamplings: 50 })) called[standing]++;
      }
    }
    const all = called.stable + called.uncertain + called.unstable;
    const percent = (count: number) => `${((100 * count) / all).toFixed(0)} %`;
    console.log(
      `${noise === 1 ? "votes drawn by chance" : "two planted opinions"}, 60 conversations of 60 to 400 people, ${all} groups: stable ${percent(called.stable)}, uncertain ${percent(called.uncertain)}, unstable ${percent(called.unstable)}`,
    );
  }
}
