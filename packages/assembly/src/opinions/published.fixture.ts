import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type VoteTable, voteTable } from "./votes.ts";

const folder = join(process.env.HUSTING_REFERENCE_DATA ?? "../shared/data", "opinions", "fixtures");

/** Conversations whose picture the reference engine has published. */
export const publishedNames = [
  "25ptpt-3gp-no-strict-with-meta",
  "50ptpt-3gp-strict-no-meta",
  "below-100-ptpts",
] as const;

export const publishedPresent = existsSync(join(folder, publishedNames[0]));

/** A statement's published figures in one group's list. */
export interface PublishedRepresentative {
  readonly tid: number;
  readonly "repful-for": "agree" | "disagree";
  readonly "best-agree"?: boolean;
  readonly "n-success": number;
  readonly "n-trials": number;
  readonly "p-success": number;
  readonly "p-test": number;
  readonly repness: number;
  readonly "repness-test": number;
}

type PublishedConsensus = Pick<
  PublishedRepresentative,
  "tid" | "n-success" | "n-trials" | "p-success" | "p-test"
>;

/** The parts of a published picture that ours is compared with. */
interface PublishedPicture {
  readonly tids: readonly number[];
  readonly "mod-out": readonly number[];
  readonly "user-vote-counts": Readonly<Record<string, number>>;
  readonly pca: {
    readonly center: readonly number[];
    readonly comps: readonly [readonly number[], readonly number[]];
    readonly "comment-projection": readonly [readonly number[], readonly number[]];
    readonly "comment-extremity": readonly number[];
  };
  readonly "base-clusters": {
    readonly id: readonly number[];
    readonly members: readonly (readonly number[])[];
    readonly x: readonly number[];
    readonly y: readonly number[];
  };
  readonly "group-clusters": readonly {
    readonly id: number;
    readonly members: readonly number[];
    readonly center: readonly [number, number];
  }[];
  readonly "group-votes": Readonly<
    Record<string, { readonly votes: Readonly<Record<string, { A: number; D: number; S: number }>> }>
  >;
  readonly "group-aware-consensus": Readonly<Record<string, number>>;
  readonly repness: Readonly<Record<string, readonly PublishedRepresentative[]>>;
  readonly consensus: {
    readonly agree: readonly PublishedConsensus[];
    readonly disagree: readonly PublishedConsensus[];
  };
}

export interface PublishedConversation {
  readonly table: VoteTable;
  readonly hidden: Uint8Array;
  readonly participants: readonly number[];
  readonly picture: PublishedPicture;
  /** Each participant's published group, −1 for none; and in the order of the published places, who stands there. */
  readonly groupOf: Int8Array;
  readonly standing: readonly number[];
}

function json(name: string, file: string) {
  return JSON.parse(gunzipSync(readFileSync(join(folder, name, `${file}.json.gz`))).toString("utf8"));
}

export function publishedConversation(name: string): PublishedConversation {
  const votes: readonly Record<string, number>[] = json(name, "votes");
  const picture: PublishedPicture = json(name, "math-pca2");
  const who = votes.map((vote) => Number(vote.pid ?? vote.participant_id));
  const what = votes.map((vote) => Number(vote.tid ?? vote.statement_id));
  const participants = [...new Set(who)].sort((left, right) => left - right);
  const made = voteTable(participants.length, picture.tids.length, {
    participant: who.map((id) => participants.indexOf(id)),
    statement: what.map((id) => picture.tids.indexOf(id)),
    vote: votes.map(({ vote }) => vote!),
  });
  if (!made.ok) throw new Error(made.reason.code);
  const bases = picture["base-clusters"];
  const groupOf = new Int8Array(participants.length).fill(-1);
  for (const { id, members } of picture["group-clusters"]) {
    for (const base of members) {
      for (const participant of bases.members[bases.id.indexOf(base)]!)
        groupOf[participants.indexOf(participant)] = id;
    }
  }
  return {
    table: made.value,
    hidden: Uint8Array.from(picture.tids, (tid) => (picture["mod-out"].includes(tid) ? 1 : 0)),
    participants,
    picture,
    groupOf,
    standing: bases.members.map(([participant]) => participants.indexOf(participant!)),
  };
}
