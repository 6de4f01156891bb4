import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Decided } from "../features/decisions/index.ts";
import { followDecision, proposalsToDecide } from "../node/decided-proposals.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { filledDirectory } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

let node: CityNode;
beforeAll(async () => {
  node = await openNode(await filledDirectory());
});
afterAll(() => node.close());

const decided = (
  ref: string,
  outcome: Decided["outcome"],
  reasons = "The council finds it worth its cost.",
): Decided => ({
  ...{ decisionId: 1, about: { kind: "proposal", ref }, outcome, reasons, language: "en" },
  ...{ meetingDate: "2026-11-01", body: "municipal-council", logEntry: 1 },
});

describe("a decision about a proposal", () => {
  it("carries it on in the decision's own transaction, with its reasons, once", async () => {
    const { register } = node.proposals;
    const [open] = await proposalsToDecide(register).open();
    expect(open).toBeDefined();
    const follow = followDecision(register);
    const long = `${"a long reason, ".repeat(300)}`;
    const once = await node.civic
      .transaction()
      .execute((transaction) => follow(transaction, decided(open!.ref, "accepted", long)));
    expect(once).toBe("followed");
    const proposal = (await register.find(Number(open!.ref)))!;
    expect(proposal.state).toBe("accepted");
    const last = (await register.thread(proposal.id)).at(-1)!;
    expect(last.reason).toMatch(/^a long reason, .* …$/);
    // It has moved on: a second decision cannot take it anywhere.
    const again = await node.civic
      .transaction()
      .execute((transaction) => follow(transaction, decided(open!.ref, "declined")));
    expect(again).toBe("cannot-follow");
    expect((await proposalsToDecide(register).find(open!.ref))?.isDeclined).toBe(false);
    expect(await proposalsToDecide(register).find("0 OR 1")).toBeUndefined();
  });

  it("that returns it for more work leaves it where it is", async () => {
    const follow = followDecision(node.proposals.register);
    const answer = await node.civic
      .transaction()
      .execute((transaction) => follow(transaction, decided("1", "returned")));
    expect(answer).toBe("followed");
  });
});
