import { mayUse, type Person, type Role, routeOf } from "../people/index.ts";
import { groupedPages, openPages, type PageGroup } from "./page-list.ts";
import {
  brokenLines,
  exchangeLines,
  faultLines,
  inboxLines,
  participationLines,
  promiseLines,
  proposalLines,
  readClock,
  roomLines,
  unsettledLines,
  verdictLines,
  type WaitingLine,
  type WaitingLines,
  type WaitingParts,
} from "./waiting.ts";

/** A role's own start page: what waits for it, then where everything stands. */
export interface StartPage {
  readonly role: Role;
  /** What waits first, then what does not. */
  readonly waiting: readonly WaitingLine[];
  /** Public pages that this role comes for. */
  readonly ways: readonly PublicWay[];
  /** Staff pages this role may open. */
  readonly open: readonly string[];
  readonly groups: readonly PageGroup[];
}

/** Public addresses without their stroke; `city` is the first page. */
export type PublicWay =
  | "city"
  | "overview"
  | "data"
  | "method"
  | "measures"
  | "proposals"
  | "propose"
  | "decisions"
  | "promises"
  | "budgets"
  | "conversations"
  | "heard"
  | "inventory"
  | "carbon"
  | "partner"
  | "log";

/** What each role is told of, in this order. */
const LINES: Readonly<Record<Role, readonly WaitingLines[]>> = {
  resident: [],
  teacher: [],
  adviser: [inboxLines, unsettledLines, proposalLines, promiseLines],
  manager: [inboxLines, promiseLines],
  officer: [roomLines, proposalLines, inboxLines, promiseLines, participationLines],
  elected: [proposalLines, brokenLines, verdictLines],
  researcher: [inboxLines, verdictLines],
  international: [exchangeLines, proposalLines, participationLines],
  administrator: [faultLines, inboxLines],
};

const WAYS: Readonly<Record<Role, readonly PublicWay[]>> = {
  resident: ["city", "propose", "proposals", "budgets", "conversations", "promises"],
  teacher: ["city", "method", "conversations"],
  adviser: ["measures", "carbon", "method"],
  manager: ["city", "measures"],
  officer: ["overview", "heard", "promises"],
  elected: ["overview", "decisions", "promises", "proposals", "heard", "budgets"],
  researcher: ["data", "method", "measures", "inventory", "log"],
  international: ["partner", "overview", "inventory", "heard", "data"],
  administrator: ["log", "data"],
};

export async function startPage(parts: WaitingParts, person: Person): Promise<StartPage> {
  const at = readClock(parts, person);
  const lines = (await Promise.all(LINES[person.role].map((of) => of(parts, at))))
    .flat()
    .filter(({ path }) => isOpenTo(person.role, path));
  const open = openPages(person.role);
  return {
    role: person.role,
    waiting: [...lines.filter(({ count }) => count > 0), ...lines.filter(({ count }) => count === 0)],
    ways: WAYS[person.role],
    open,
    groups: groupedPages(open),
  };
}

function isOpenTo(role: Role, path: string): boolean {
  const route = routeOf("GET", `/en${path.replace(/[?#].*$/, "")}`);
  return route !== undefined && mayUse(route, role);
}
