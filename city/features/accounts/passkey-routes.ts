import { type Context, Hono } from "hono";
import type { Language } from "../../web/language/index.ts";
import type { Person, SignIn } from "../people/index.ts";
import { accountMessages } from "./messages.ts";
import type { PasskeyBook, PasskeyFault, RelyingParty } from "./passkeys.ts";

export interface PasskeyRouteParts {
  readonly signIn: SignIn;
  readonly passkeys: PasskeyBook;
  readonly cityNames: Readonly<Record<Language, string>>;
  readonly send: (to: string, letter: { readonly subject: string; readonly text: string }) => Promise<void>;
  readonly clientOf: (c: Context) => string;
  readonly languageOf: (c: Context) => Language;
  readonly personOf: (c: Context) => Person | null;
  /** Undefined where the node is reached at no domain: an address of digits has no passkeys. */
  readonly partyOf: (c: Context) => RelyingParty | undefined;
  /** Where to go on after signing in: a path of this node, or the start page of staff. */
  readonly nextOf: (next: unknown, language: Language) => string;
}

/** What the script of the sign-in page and of the account's page talks to: JSON from this origin and nothing else. */
export function createPasskeyRoutes(parts: PasskeyRouteParts): Hono {
  const { signIn, passkeys, send, cityNames } = parts;
  const app = new Hono();

  app.use("/passkey/*", async (c, next) => {
    const party = parts.partyOf(c);
    if (party === undefined) return no(c, "passkey-refused", 422);
    if (c.req.header("origin") !== party.origin) return no(c, "passkey-refused", 403);
    if (!isJson(c)) return no(c, "passkey-refused", 415);
    if (!signIn.admitsTry(parts.clientOf(c))) return no(c, "too-many-tries", 429);
    await next();
    c.header("cache-control", "no-store");
  });

  app.post("/passkey/begin", async (c) => c.json(await passkeys.beginSigningIn(partyOf(c))));

  app.post("/passkey/sign-in", async (c) => {
    const said = await bodyOf(c);
    const found = await passkeys.signIn(partyOf(c), said.credential);
    if (!found.ok) return no(c, found.fault, 422);
    const entered = await signIn.enterAs({ id: found.userId }, c.req.raw.headers);
    if (!entered.ok) return no(c, "passkey-refused", 422);
    for (const cookie of entered.cookies) c.header("set-cookie", cookie, { append: true });
    return c.json({ to: parts.nextOf(said.next, parts.languageOf(c)) });
  });

  app.post("/passkey/new", async (c) => {
    const begun = await passkeys.beginAdding(partyOf(c), personOf(c));
    return begun.ok ? c.json(begun.options) : no(c, begun.fault, 422);
  });

  app.post("/passkey/add", async (c) => {
    const said = await bodyOf(c);
    const person = personOf(c);
    const name = typeof said.name === "string" ? said.name : "";
    const added = await passkeys.add(partyOf(c), person, { name, response: said.credential });
    if (!added.ok) return no(c, added.fault, 422);
    await tellOwner(person, name.trim(), parts.languageOf(c));
    return c.json({ ok: true });
  });

  /** Whoever did not do this themselves learns of it. A letter that cannot be sent does not undo the key. */
  async function tellOwner({ email }: Person, name: string, language: Language): Promise<void> {
    const t = accountMessages.t(language);
    const city = cityNames[language];
    await send(email, {
      subject: t("letter.added-subject", { city }),
      text: `${t("letter.added", { name, city })}\n\n${t("letter.added-not-you")}\n`,
    }).catch((error: unknown) =>
      console.error("a letter could not be sent:", error instanceof Error ? error.message : error),
    );
  }

  // The middleware and the permission matrix have let nobody come this far without.
  const partyOf = (c: Context): RelyingParty => parts.partyOf(c)!;
  const personOf = (c: Context): Person => parts.personOf(c)!;
  return app;
}

function isJson(c: Context): boolean {
  return /^application\/json(;|$)/.test(c.req.header("content-type") ?? "");
}

async function bodyOf(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const said: unknown = await c.req.json().catch(() => null);
  return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
}

function no(c: Context, fault: PasskeyFault, status: 403 | 415 | 422 | 429): Response {
  return c.json({ error: fault }, status);
}
