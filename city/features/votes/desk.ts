import { GroupCommit } from "../../stores/group-commit.ts";
import type { CodedAnswer, CodeOutcome, Counted, Tally } from "../../stores/votes/tally.ts";

type Item = { readonly vote: Counted } | { readonly answer: CodedAnswer };

/** Takes answers by group commit: each is acknowledged when it is durable. */
export class VoteDesk {
  readonly #together: GroupCommit<Item, CodeOutcome>;

  constructor(tally: Tally) {
    this.#together = new GroupCommit(
      (items: readonly Item[]) => {
        const votes = items.flatMap((item) => ("vote" in item ? [item.vote] : []));
        const answers = items.flatMap((item) => ("answer" in item ? [item.answer] : []));
        const outcomes = tally.take({ votes, answers }).values();
        return items.map((item) => ("answer" in item ? outcomes.next().value! : "taken"));
      },
      () => tally.forgetOrder(),
    );
  }

  /** Resolves when the vote is durable. @throws TooManyWaiting */
  async vote(vote: Counted): Promise<void> {
    await this.#together.put({ vote });
  }

  /** Resolves when the answer of a round is durable, or refused. @throws TooManyWaiting */
  answer(answer: CodedAnswer): Promise<CodeOutcome> {
    return this.#together.put({ answer });
  }

  /** Resolves when nothing waits any more; the order of what came is forgotten then. */
  idle(): Promise<void> {
    return this.#together.idle();
  }
}
