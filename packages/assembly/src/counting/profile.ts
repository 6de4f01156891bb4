import type { Election } from "./election.ts";
import { tieRanks } from "./ties.ts";

/**
 * An election with identical ballots merged. A **kind** is one ballot with the number of voters who cast it; kinds with their projects and
 * projects with their supporting kinds are both stored as flat columns (compressed sparse rows).
 */
export interface Profile {
  readonly election: Election;
  readonly kinds: number;
  /** Voters of each kind. */
  readonly weight: Float64Array;
  /** The kind of each voter. */
  readonly kindOfVoter: Uint32Array;
  /** Projects of kind k: `kindProject[kindStart[k]..kindStart[k + 1]]`, ascending. */
  readonly kindStart: Uint32Array;
  readonly kindProject: Uint32Array;
  /** Points beside `kindProject`; 1 for approvals. */
  readonly kindPoints: Float64Array;
  /** Kinds that support project p: `supporter[supporterStart[p]..supporterStart[p + 1]]`. */
  readonly supporterStart: Uint32Array;
  readonly supporter: Uint32Array;
  /** Points beside `supporter`; 1 for approvals. */
  readonly supporterPoints: Float64Array;
  /** Voters who support each project. */
  readonly supporters: Float64Array;
  /** Points each project got, of all voters; with approvals the same as `supporters`. */
  readonly points: Float64Array;
  /** Place of each project under the tie rule. */
  readonly rank: Uint32Array;
}

/** Merges identical ballots. The order of voters changes nothing but the numbering of the kinds. */
export function mergeBallots(election: Election): Profile {
  const { voters, ballotStart, ballotProject, ballotPoints, projects } = election;
  const kindOfVoter = new Uint32Array(voters);
  const firstVoter = new Uint32Array(voters);
  const kinds = numberKinds(election, kindOfVoter, firstVoter);

  const weight = new Float64Array(kinds);
  for (let v = 0; v < voters; v++) weight[kindOfVoter[v]!]!++;
  const kindStart = new Uint32Array(kinds + 1);
  for (let k = 0; k < kinds; k++) {
    const voter = firstVoter[k]!;
    kindStart[k + 1] = kindStart[k]! + ballotStart[voter + 1]! - ballotStart[voter]!;
  }
  const entries = kindStart[kinds]!;
  const kindProject = new Uint32Array(entries);
  const kindPoints = new Float64Array(entries).fill(1);
  const supporters = new Float64Array(projects.length);
  const points = new Float64Array(projects.length);
  const supporterStart = new Uint32Array(projects.length + 1);
  for (let k = 0; k < kinds; k++) {
    const from = ballotStart[firstVoter[k]!]!;
    for (let i = kindStart[k]!; i < kindStart[k + 1]!; i++) {
      const at = from + i - kindStart[k]!;
      const project = ballotProject[at]!;
      kindProject[i] = project;
      if (ballotPoints !== null) kindPoints[i] = ballotPoints[at]!;
      supporters[project]! += weight[k]!;
      points[project]! += weight[k]! * kindPoints[i]!;
      supporterStart[project + 1]!++;
    }
  }
  for (let p = 0; p < projects.length; p++) supporterStart[p + 1]! += supporterStart[p]!;
  const next = supporterStart.slice();
  const supporter = new Uint32Array(entries);
  const supporterPoints = new Float64Array(entries);
  for (let k = 0; k < kinds; k++) {
    for (let i = kindStart[k]!; i < kindStart[k + 1]!; i++) {
      const at = next[kindProject[i]!]!++;
      supporter[at] = k;
      supporterPoints[at] = kindPoints[i]!;
    }
  }
  return {
    election,
    kinds,
    weight,
    kindOfVoter,
    kindStart,
    kindProject,
    kindPoints,
    supporterStart,
    supporter,
    supporterPoints,
    supporters,
    points,
    rank: tieRanks(projects.map(({ id }) => id)),
  };
}

/** Gives each voter the number of its kind and each kind its first voter, by a hash table with open addressing; says how many kinds. */
function numberKinds(election: Election, kindOfVoter: Uint32Array, firstVoter: Uint32Array): number {
  const { voters, ballotStart, ballotProject, ballotPoints } = election;
  let size = 16;
  while (size < 2 * voters) size *= 2;
  const table = new Int32Array(size).fill(-1);
  let kinds = 0;
  for (let v = 0; v < voters; v++) {
    const from = ballotStart[v]!;
    const to = ballotStart[v + 1]!;
    let hash = 0x811c9dc5 ^ (to - from);
    for (let i = from; i < to; i++) {
      hash = Math.imul(hash ^ ballotProject[i]!, 0x01000193);
      if (ballotPoints !== null) hash = Math.imul(hash ^ (ballotPoints[i]! % 65_521), 0x01000193);
    }
    // The low bits decide the place; fold the high ones into them.
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 13)) & (size - 1);
    for (;;) {
      const kind = table[slot]!;
      if (kind < 0) {
        table[slot] = kinds;
        firstVoter[kinds] = v;
        kindOfVoter[v] = kinds++;
        break;
      }
      if (sameBallot(election, firstVoter[kind]!, v)) {
        kindOfVoter[v] = kind;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  return kinds;
}

function sameBallot({ ballotStart, ballotProject, ballotPoints }: Election, a: number, b: number): boolean {
  const from = ballotStart[a]!;
  const length = ballotStart[a + 1]! - from;
  const other = ballotStart[b]!;
  if (ballotStart[b + 1]! - other !== length) return false;
  for (let i = 0; i < length; i++) {
    if (ballotProject[from + i] !== ballotProject[other + i]) return false;
    if (ballotPoints !== null && ballotPoints[from + i] !== ballotPoints[other + i]) return false;
  }
  return true;
}
