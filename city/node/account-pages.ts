import { type AccountFault, accountFile, accountPage, eraseOwn } from "../features/accounts/index.ts";
import {
  ACCOUNTS_PER_PAGE,
  findAccounts,
  type Granted,
  isRole,
  MOST_INVITED,
  type Person,
  type RouteKey,
  roles,
} from "../features/people/index.ts";
import {
  isSignInFault,
  type PeopleDone,
  type PeoplePage,
  type SignInPage,
} from "../features/people/people-pages.ts";
import { isLanguage, type Language } from "../web/language/index.ts";
import { demoAccounts, demoRoom } from "./demo-accounts.ts";
import { idNumber, pageNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import { ownPath } from "./own-path.ts";
import type { Action, ActionOutcome, Asked, Page } from "./pages.ts";

/** Signing in, one's own account, and everybody's for administrators. */
export const accountPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/sign-in": async (asked) => {
    const fault = asked.query.get("fault");
    return signInPage(asked, null, fault !== null && isSignInFault(fault) ? fault : null);
  },
  "GET /:lang/account": async ({ node, person, session, scripts }) =>
    person && accountPage(partsOf(node), person, session, scripts.passkey, { fault: null }),
  "GET /:lang/staff/people": (asked) => peoplePage(asked, { fault: null }),
};

export const accountActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/sign-in": async (asked, form) => {
    const { node, language, headers, query, client } = asked;
    const email = text(form, "email");
    const code = text(form, "code");
    if (code === "") {
      const sent = await node.signIn.sendCode(email, headers, client);
      if (sent.ok)
        return {
          kind: "again",
          data: await signInPage(asked, email, null),
          status: 200,
          cookies: sent.cookies,
        };
      // A code that was mailed before still holds: it can be typed where no other is sent.
      return {
        kind: "again",
        data: await signInPage(asked, sent.fault === "address-malformed" ? null : email, sent.fault),
      };
    }
    const entered = await node.signIn.enter(email, code, headers, client);
    if (!entered.ok) return { kind: "again", data: await signInPage(asked, email, entered.fault) };
    return { kind: "go", to: ownPath(query.get("next")) ?? `/${language}/staff`, cookies: entered.cookies };
  },
  "POST /:lang/sign-out": async ({ node, language, headers }) => ({
    kind: "go",
    to: `/${language}`,
    cookies: await node.signIn.leave(headers),
  }),
  "POST /:lang/account": async ({ node, language, person, session, headers, scripts }, form) => {
    if (person === null) return undefined;
    const parts = partsOf(node);
    const { passkeys } = node.accounts;
    const { sessions } = node.signIn;
    const [wanted, id] = [text(form, "do"), text(form, "id")];
    const done = (what: string): ActionOutcome => ({ kind: "go", to: `/${language}/account?done=${what}` });
    const again = async (fault: AccountFault, faultAt: string | null = null): Promise<ActionOutcome> => ({
      kind: "again",
      data: await accountPage(parts, person, session, scripts.passkey, { fault, faultAt }),
    });
    switch (wanted) {
      case "rename-passkey": {
        const renamed = await passkeys.rename(person.id, id, text(form, "name"));
        return renamed.ok ? done("passkey-renamed") : again(renamed.fault, id);
      }
      case "remove-passkey": {
        const removed = await passkeys.remove(person.id, id);
        return removed.ok ? done("passkey-removed") : again(removed.fault);
      }
      case "end-session":
        if (id === session)
          return { kind: "go", to: `/${language}`, cookies: await node.signIn.leave(headers) };
        return (await sessions.end(person.id, id)) ? done("session-ended") : again("session-unknown");
      case "end-others":
        await sessions.endOthers(person.id, session);
        return done("others-ended");
      case "download": {
        const file = await accountFile(node.civic, node.city.id, node.nowMs(), person);
        return {
          kind: "file",
          text: `${JSON.stringify(file, null, 2)}\n`,
          type: "application/json; charset=utf-8",
          name: `husting-${node.city.id}-account.json`,
        };
      }
      case "erase": {
        if (text(form, "sure") !== "yes") return again("not-sure");
        const erased = await eraseOwn(parts, person);
        if (!erased.ok) return again(erased.fault);
        const cookies = await node.signIn.leave(headers);
        return { kind: "go", to: `/${language}/sign-in?done=account-erased`, cookies, clears: true };
      }
      default:
        return { kind: "go", to: `/${language}/account` };
    }
  },
  "POST /:lang/staff/people": async (asked, form) => {
    const { node, language, person } = asked;
    if (person === null) return undefined;
    const wanted = text(form, "do");
    const done = (what: PeopleDone): ActionOutcome => ({
      kind: "go",
      to: `/${language}/staff/people?${new URLSearchParams({ ...searched(asked), done: what })}`,
    });
    const again = async (fault: NonNullable<PeoplePage["fault"]>): Promise<ActionOutcome> => ({
      kind: "again",
      data: await peoplePage(asked, { fault, email: text(form, "email"), subject: text(form, "subject") }),
    });
    if (wanted === "tie") {
      const tied = await node.accounts.staffWay?.identities.tie(
        text(form, "email"),
        text(form, "subject"),
        person,
      );
      return tied === "tied" ? done("tied") : again(tied ?? "nobody-there");
    }
    const inviting = INVITING.find((known) => known === wanted);
    if (inviting !== undefined) {
      const outcome = await invite(asked, inviting, form, person);
      return outcome.kind === "again" ? outcome : done(outcome.done);
    }
    const acts = actOn(node, text(form, "id"), person);
    if (Object.hasOwn(acts, wanted)) {
      const acted = await acts[wanted]!();
      return acted.ok ? done(wanted as PeopleDone) : again(acted.fault);
    }
    const role = text(form, "role");
    if (!isRole(role)) return again("role-unknown");
    const granted = await node.signIn.grant(text(form, "email"), role, person);
    return granted.ok ? done("grant") : again(granted.fault);
  },
};

const INVITING = ["look", "invite", "withdraw", "send-again"] as const;

/** What an administrator does with many accounts at once. */
async function invite(
  asked: Pick<Asked, "node" | "query" | "language">,
  wanted: (typeof INVITING)[number],
  form: FormData,
  by: Person,
): Promise<Extract<ActionOutcome, { kind: "again" }> | { readonly kind: "done"; readonly done: PeopleDone }> {
  const { invitations } = asked.node.accounts;
  const said = await saidOfList(form, asked.language);
  const again = async (
    fault: PeoplePage["fault"],
    seen: PeoplePage["invitation"]["seen"] = null,
  ): Promise<Extract<ActionOutcome, { kind: "again" }>> => {
    const data = await peoplePage(asked, { fault, list: said, seen });
    return fault === null ? { kind: "again", data, status: 200 } : { kind: "again", data };
  };
  const batch = idNumber(text(form, "batch"));
  switch (wanted) {
    case "look": {
      const seen = await invitations.look(said.list, said.role);
      return seen.lines.length + seen.refused.length === 0 ? again("list-empty") : again(null, seen);
    }
    case "invite": {
      const invited = await invitations.invite(said.list, said.role, said.language, by);
      return invited.ok ? { kind: "done", done: "invite" } : again(invited.fault);
    }
    case "withdraw": {
      const withdrawn = await invitations.withdraw(batch, by);
      return withdrawn.ok ? { kind: "done", done: "withdraw" } : again(withdrawn.fault);
    }
    case "send-again":
      await invitations.sendAgain(batch);
      return { kind: "done", done: "send-again" };
  }
}

/** A list as it was written or sent as a file; both, one after the other. */
async function saidOfList(form: FormData, language: Language): Promise<PeoplePage["invitation"]["said"]> {
  const file = form.get("file");
  const inFile = file instanceof File ? await file.text() : "";
  const role = text(form, "role");
  const letters = text(form, "language");
  return {
    list: [text(form, "list"), inFile].filter((part) => part !== "").join("\n"),
    role: isRole(role) && role !== "administrator" ? role : "resident",
    language: isLanguage(letters) ? letters : language,
  };
}

/** What an administrator does with one account. */
function actOn(
  { signIn }: CityNode,
  id: string,
  by: Person,
): Readonly<Record<string, () => Promise<Granted>>> {
  return {
    "take-role": () => signIn.takeRole(id, by),
    undo: () => signIn.undo(id, by),
    "end-sessions": () => signIn.endSessionsOf(id, by),
  };
}

function partsOf({ civic, log, signIn, accounts }: CityNode) {
  return { civic, log, signIn, passkeys: accounts.passkeys };
}

async function signInPage(
  { node, query, scripts }: Pick<Asked, "node" | "query" | "scripts">,
  sentTo: string | null,
  fault: SignInPage["fault"],
): Promise<SignInPage> {
  const { staffWay } = node.accounts;
  return {
    next: ownPath(query.get("next")) ?? null,
    sentTo,
    fault,
    demoAccounts: demoAccounts(node.city),
    demoRoom: await demoRoom(node),
    service: staffWay === null ? null : { names: staffWay.issuer.names, host: staffWay.issuer.host },
    script: scripts.passkey,
  };
}

/** What was looked for, to stay on the same list. */
function searched({ query }: Pick<Asked, "query">): Record<string, string> {
  const search = query.get("search") ?? "";
  return search === "" ? {} : { search };
}

async function peoplePage(
  asked: Pick<Asked, "node" | "query" | "language">,
  said: {
    readonly fault: PeoplePage["fault"];
    readonly email?: string;
    readonly subject?: string;
    readonly list?: PeoplePage["invitation"]["said"];
    readonly seen?: PeoplePage["invitation"]["seen"];
  },
): Promise<PeoplePage> {
  const { node, query, language } = asked;
  const { search = "" } = searched(asked);
  const page = pageNumber(query.get("page"));
  const { people, count } = await findAccounts(node.civic, node.nowMs(), { search, language, page });
  const identities = node.accounts.staffWay?.identities;
  return {
    people,
    count,
    search,
    page,
    pages: Math.max(1, Math.ceil(count / ACCOUNTS_PER_PAGE)),
    roles: [...roles],
    untied: identities?.settings.proves === "subject" ? identities.untied : null,
    email: said.email ?? "",
    subject: said.subject ?? "",
    invitation: {
      said: said.list ?? { list: "", role: "teacher", language },
      seen: said.seen ?? null,
      together: await node.accounts.invitations.together(),
      most: MOST_INVITED,
    },
    fault: said.fault,
  };
}
