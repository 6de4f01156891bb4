import type { IntakeDesk } from "../desk.ts";
import { checkReading, type PointBook, rejectionOf } from "../reading.ts";
import { isInScope, type Source } from "../sources.ts";
import { type CompiledMapping, readMessage } from "./payload.ts";

/** What a message becomes, and the answer to it. */
export interface MessageIntake {
  readonly desk: Pick<IntakeDesk, "submitOne">;
  readonly points: () => PointBook;
  readonly mappings: () => readonly CompiledMapping[];
  readonly nowMs: () => number;
  /** Takes what is no reading but a vote of a device in a room; null where nobody does. */
  readonly votes: VoteIntake | null;
}

/** Where votes of devices go. A refused one has a code of `reject.<code>`. */
export interface VoteIntake {
  reads(topic: string): boolean;
  take(
    topic: string,
    payload: Uint8Array,
    mayWrite: (building: string) => boolean,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: string }>;
}

/**
 * Takes one message. What cannot be read becomes a rejection on record and is acknowledged all the same: sending it again
 * would not mend it.
 * @param done called when everything the message says is durable; `failed` when it could not be made so.
 */
export function takeMessage(
  intake: MessageIntake,
  source: Pick<Source, "name" | "scope">,
  topic: string,
  payload: Uint8Array,
  done: () => void,
  failed: (error: unknown) => void,
): void {
  const { desk } = intake;
  const origin = topic.slice(0, 200);
  const reject = (code: string, found: string): void => {
    const rejection = { row: 0, column: "", found: found.slice(0, 200), code, origin };
    desk.submitOne(source.name, { rejection }, done, failed);
  };
  if (intake.votes?.reads(topic) === true) {
    intake.votes
      .take(topic, payload, (building) => isInScope(source, `${building}/`))
      // What was said is left out of the rejection: with its time it would be a vote that can be told from others.
      .then((outcome) => (outcome.ok ? done() : reject(outcome.fault, "")), failed);
    return;
  }
  const matched = matching(intake.mappings(), topic);
  const read = matched && readMessage(matched.mapping, matched.names, payload);
  if (read === undefined) reject("topic-not-mapped", "");
  else if ("fault" in read) reject(read.fault.code, read.fault.found);
  else if (read.heard.length === 0) done();
  else {
    let open = read.heard.length;
    let lost = false;
    const oneDone = (): void => {
      if (--open === 0 && !lost) done();
    };
    const oneFailed = (error: unknown): void => {
      if (!lost) failed(error);
      lost = true;
    };
    const points = intake.points();
    for (const { column, said } of read.heard) {
      const checked = checkReading(said, points, source, intake.nowMs());
      const found = checked.ok
        ? { reading: checked.reading }
        : { rejection: { ...rejectionOf(checked, 0), column, origin } };
      desk.submitOne(source.name, found, oneDone, oneFailed);
    }
  }
}

/** The first mapping that reads a topic, with the names it takes from it. */
function matching(mappings: readonly CompiledMapping[], topic: string) {
  for (const { mapping, match } of mappings) {
    const names = match(topic);
    if (names !== undefined) return { mapping, names };
  }
  return undefined;
}
