import {
  addProject,
  advance,
  askByMail,
  BUDGET_STATES,
  ballotPage,
  ballotsPage,
  budgetDeskPage,
  budgetPage,
  budgetsPage,
  closeVoting,
  countBudget,
  deskCode,
  enterPaper,
  handOutPaper,
  importRoll,
  judgeProject,
  makeBudget,
  openVoting,
  prepareVoting,
  printPapers,
  type SaidBudget,
  type StaffFault,
  staffBudgetPage,
  staffBudgetsPage,
} from "../features/budget-votes/index.ts";
import type { Person, RouteKey } from "../features/people/index.ts";
import type { Language } from "../web/language/index.ts";
import { demoVoters } from "./demo-accounts.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, ActionOutcome, Asked, Page } from "./pages.ts";

/** Pages of participatory budgets: for everybody, for voters and for the staff. */
export const budgetPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/budgets": ({ node }) => budgetsPage(node),
  "GET /:lang/budgets/:id": ({ node, last }) => budgetPage(node, idNumber(last)),
  "GET /:lang/ballot/:id": (asked) => {
    const { node, language, headers, last } = asked;
    const budget = idNumber(last);
    const { identity } = node.budgets;
    const signedIn = identity?.cookies.outcomeOf(headers.get("cookie") ?? undefined, { budget, language });
    return ballotPage(ballotParts(asked), budget, { signedIn: signedIn ?? null });
  },
  "GET /:lang/ballots/:id": ({ node, last }) => ballotsPage(node, idNumber(last), null),
  "GET /:lang/budget-result/:id": ({ node, last }) => node.budgets.results.page(idNumber(last), new Map()),
  "GET /:lang/staff/budgets": ({ node }) => staffBudgetsPage(node.budgets, currencyOf(node)),
  "GET /:lang/staff/budgets/:id": ({ node, last }) => staffBudgetPage(node, idNumber(last)),
  "GET /:lang/staff/budget-desk/:id": ({ node, last }) => budgetDeskPage(node, idNumber(last)),
};

export const budgetActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/ballot/:id": async (all, form) => {
    const { node, language, last, client } = all;
    const id = idNumber(last);
    const email = text(form, "email");
    const asked = await askByMail(node.budgets, id, email, language, client);
    const parts = ballotParts(all);
    const data = asked.ok
      ? await ballotPage(parts, id, { activation: asked.activation, email })
      : await ballotPage(parts, id, { fault: asked.fault, email });
    return data && { kind: "again", data, ...(asked.ok ? { status: 200 as const } : {}) };
  },
  // Receipts and choices come as forms: in an address they would stand in a proxy's log, beside whose they are.
  "POST /:lang/ballots/:id": async ({ node, last }, form) =>
    shown(await ballotsPage(node, idNumber(last), text(form, "receipt"))),
  "POST /:lang/budget-result/:id": async ({ node, last }, form) => {
    const asked = new Map([...form.keys()].map((name) => [name, text(form, name)]));
    return shown(await node.budgets.results.page(idNumber(last), asked));
  },
  "POST /:lang/staff/budgets": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = saidBudget(form);
    const made = await makeBudget(node.budgets, said, currencyOf(node), person);
    if (made.ok) return { kind: "go", to: `/${language}/staff/budgets/${made.value}?done=made` };
    const attempt = { form: "make", said: { ...said }, fault: made.fault };
    return { kind: "again", data: await staffBudgetsPage(node.budgets, currencyOf(node), attempt) };
  },
  "POST /:lang/staff/budgets/:id": async ({ node, language, person, last }, form) => {
    const id = idNumber(last);
    if (person === null || (await staffBudgetPage(node, id)) === undefined) return undefined;
    const done = await actOnBudget(node, id, form, language, person);
    if (done.kind === "done") return { kind: "go", to: `/${language}/staff/budgets/${id}?done=${done.what}` };
    if (done.kind === "shown")
      return { kind: "again", data: await staffBudgetPage(node, id, done.shown), status: 200 };
    return again(await staffBudgetPage(node, id, { attempt: attemptOf(form, done.fault) }));
  },
  "POST /:lang/staff/budget-desk/:id": async ({ node, language, person, last }, form) => {
    const id = idNumber(last);
    if (person === null || (await budgetDeskPage(node, id)) === undefined) return undefined;
    const here = `/${language}/staff/budget-desk/${id}`;
    const refused = async (fault: StaffFault): Promise<ActionOutcome> =>
      again(await budgetDeskPage(node, id, { attempt: attemptOf(form, fault) }));
    switch (text(form, "do")) {
      case "code": {
        const given = await deskCode(node.budgets, id, text(form, "reference"));
        if (!given.ok) return refused(given.fault);
        return { kind: "again", data: await budgetDeskPage(node, id, { code: given.code }), status: 200 };
      }
      case "hand-out": {
        const handed = await handOutPaper(node.budgets, id, text(form, "reference"));
        return handed.ok ? { kind: "go", to: `${here}?done=handed-out` } : refused(handed.fault);
      }
      case "print": {
        const printed = await printPapers(node.budgets, id, idNumber(text(form, "count")), person);
        if (!printed.ok) return refused(printed.fault);
        const serials = Array.from({ length: printed.to - printed.from + 1 }, (_, at) =>
          node.budgets.serials.text(id, printed.from + at),
        );
        return { kind: "again", data: await budgetDeskPage(node, id, { serials }), status: 200 };
      }
      default: {
        const isVoid = text(form, "void") === "yes";
        const entered = await enterPaper(
          node.budgets,
          id,
          text(form, "serial"),
          isVoid ? null : unitsIn(form),
          person,
        );
        return entered.ok ? { kind: "go", to: `${here}?done=${entered.outcome}` } : refused(entered.fault);
      }
    }
  },
};

type Acted =
  | { readonly kind: "done"; readonly what: string }
  | { readonly kind: "shown"; readonly shown: NonNullable<Parameters<typeof staffBudgetPage>[2]> }
  | { readonly kind: "refused"; readonly fault: StaffFault };

/** What an adviser may do; the rest an officer decides. */
const ADVISER_ACTS = ["project", "judge"];

/** One act of the staff on a budget, as its form names it. */
async function actOnBudget(
  node: CityNode,
  id: number,
  form: FormData,
  language: Language,
  person: Person,
): Promise<Acted> {
  const { budgets } = node;
  const done = (
    what: string,
    outcome: { readonly ok: true } | { readonly ok: false; readonly fault: StaffFault },
  ): Acted => (outcome.ok ? { kind: "done", what } : { kind: "refused", fault: outcome.fault });
  const act = text(form, "do");
  if (person.role !== "officer" && !ADVISER_ACTS.includes(act))
    return { kind: "refused", fault: { code: "role-may-not" } };
  switch (act) {
    case "project": {
      const [nameSv, nameZh, nameEn] = [text(form, "nameSv"), text(form, "nameZh"), text(form, "nameEn")];
      const said = { nameSv, nameZh, nameEn, proposal: text(form, "proposal") };
      return done("project", await addProject(budgets, id, said, language, person));
    }
    case "judge": {
      const said = {
        project: idNumber(text(form, "project")),
        feasible: text(form, "feasible"),
        cost: text(form, "cost"),
        reason: text(form, "reason"),
      };
      return done("judged", await judgeProject(budgets, id, said, language, person));
    }
    case "roll": {
      const file = form.get("file");
      const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(0);
      const imported = await importRoll(budgets, id, bytes, person);
      return imported.ok
        ? { kind: "shown", shown: { imported } }
        : { kind: "refused", fault: imported.fault };
    }
    case "prepare": {
      const prepared = await prepareVoting(budgets, id, person);
      return prepared.ok
        ? { kind: "shown", shown: { closingCode: prepared.closingCode } }
        : { kind: "refused", fault: prepared.fault };
    }
    case "open":
      return done("voting", await openVoting(budgets, id, text(form, "closingCode"), person));
    case "close":
      return done("closed", await closeVoting(budgets, id, text(form, "closingCode"), person));
    case "count":
      return done("counted", await countBudget(budgets, id, person));
    default: {
      const expected = BUDGET_STATES.find((state) => state === text(form, "expected")) ?? "counted";
      return done("advanced", await advance(budgets, id, expected, person));
    }
  }
}

/** An answer to a question that changes nothing. */
function shown(data: unknown): ActionOutcome | undefined {
  return data === undefined ? undefined : { kind: "again", data, status: 200 };
}

function again(data: unknown): ActionOutcome {
  return { kind: "again", data };
}

function attemptOf(form: FormData, fault: StaffFault) {
  const said = Object.fromEntries([...form.keys()].map((name) => [name, text(form, name)]));
  // A code that opens ballots is not shown back.
  return { form: text(form, "do"), said: { ...said, closingCode: "" }, fault };
}

/** What was entered of a paper, project by project. */
function unitsIn(form: FormData): Record<string, number> {
  return Object.fromEntries(
    [...form.keys()]
      .filter((name) => name.startsWith("units-") && text(form, name) !== "")
      .map((name) => [name.slice("units-".length), Number(text(form, name))]),
  );
}

function saidBudget(form: FormData): SaidBudget {
  return {
    nameSv: text(form, "nameSv"),
    nameZh: text(form, "nameZh"),
    nameEn: text(form, "nameEn"),
    area: text(form, "area"),
    amount: text(form, "amount"),
    ballot: text(form, "ballot"),
    most: text(form, "most"),
    activation: text(form, "activation"),
    rule: text(form, "rule"),
    utility: text(form, "utility"),
    completion: text(form, "completion"),
    opens: text(form, "opens"),
    closes: text(form, "closes"),
    rollUntil: text(form, "rollUntil"),
  };
}

function ballotParts({ node, scripts }: Pick<Asked, "node" | "scripts">) {
  const { city } = node;
  return {
    ...node.budgets,
    script: scripts.ballot,
    demoAddresses: city.simulated ? demoVoters(city.id) : null,
  };
}

function currencyOf({ city }: CityNode): string {
  return city.country === "CN" ? "CNY" : "SEK";
}
