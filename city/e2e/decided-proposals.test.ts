import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  answerPromise,
  boardPage,
  checkedMark,
  type Decided,
  type SaidDecision,
} from "../features/decisions/index.ts";
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

describe("a promise about a proposal", () => {
  const promised = async (caseNumber: string) =>
    (await boardPage(node.decisions)).bodies
      .flatMap(({ terms }) => terms.flatMap(({ promises }) => promises))
      .find(({ decision }) => decision.caseNumber === caseNumber)!;

  it("is kept in the demo by the verdict on the measure that the proposal became", async () => {
    expect(await promised("KS-SIM/0519")).toMatchObject({
      byVerdict: true,
      state: "kept",
      measure: { slug: "renhornet-drifttider" },
    });
    const [kept] = await node.proposals.register.list({ building: "renhornet-sporthall" });
    expect(kept?.state).toBe("done");
  });

  it("waits for a measure, which no office can answer for, and another takes over only from one that was abandoned", async () => {
    const { register } = node.proposals;
    const [received] = await register.list({ state: "received" });
    const change = { proposalId: received!.id, expected: "received", to: "under-review" } as const;
    await register.setState({ ...change, reason: "R.", language: "en" }, null);
    const [open] = await proposalsToDecide(register).open();
    const said: SaidDecision = {
      ...{ body: "municipal-council", date: node.decisions.bodies.today, caseNumber: "KS-TIE/1" },
      ...{ about: `proposal:${open!.ref}`, titleSv: "", titleZh: "", titleEn: "Tied", outcome: "accepted" },
      ...{ reasons: "R.", cost: "", covers: "", voting: "acclamation", votes: [], reservations: "" },
      promises: [
        {
          ...{ text: "Less heat.", measurable: "", due: node.decisions.bodies.today, office: "Premises" },
          ...{ officeEmail: "", byVerdict: true },
        },
      ],
    };
    const put = await node.decisions.record(said, checkedMark(said), "en", null);
    expect(put.ok).toBe(true);
    const waiting = await promised("KS-TIE/1");
    expect(waiting).toMatchObject({ byVerdict: true, measure: null, state: "open" });
    const kept = {
      state: "kept",
      doneDate: waiting.dueDate,
      text: "x",
      evidenceKind: "document",
      evidence: "1",
    };
    const { parts } = node.decisions;
    expect(await answerPromise(parts, waiting, kept, waiting.dueDate, "en", null)).toMatchObject({
      code: "kept-by-verdict-only",
    });
    const tie = (measure: string) =>
      node.civic
        .transaction()
        .execute((transaction) =>
          register.setBecame(
            transaction,
            Number(open!.ref),
            { kind: "measure", subject: measure },
            null,
            "en",
          ),
        );
    const abandon = (slug: string) =>
      node.civic.updateTable("measure").set({ state: "abandoned" }).where("slug", "=", slug).execute();
    await tie("algkronan-led");
    await tie("humlevilan-radiatorfolie");
    expect((await promised("KS-TIE/1")).measure?.slug).toBe("algkronan-led");
    // The second was judged long ago: its verdict answers at once when it takes over, and only then.
    await abandon("algkronan-led");
    await node.civic
      .deleteFrom("proposal_became")
      .where("subject", "=", "humlevilan-radiatorfolie")
      .execute();
    await tie("humlevilan-radiatorfolie");
    expect(await promised("KS-TIE/1")).toMatchObject({
      measure: { slug: "humlevilan-radiatorfolie" },
      state: "broken",
    });
    const lines = await node.civic
      .selectFrom("log_entry")
      .select("line")
      .where("line", "like", "%promise.tied%")
      .execute();
    expect(lines.length).toBeGreaterThanOrEqual(3);
  });
});
