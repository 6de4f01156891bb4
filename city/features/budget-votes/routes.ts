import { type Context, Hono } from "hono";
import { bodyAtMost } from "../../web/body-at-most.ts";
import { takeToken } from "./activation.ts";
import { findBudget } from "./budgets.ts";
import { pabulibOf } from "./counting.ts";
import type { BudgetParts } from "./parts.ts";

/** A blinded token and a ballot of many projects are far shorter. */
const MOST_BODY_BYTES = 64 * 1024;

/** What the script of the ballot's page talks to: no session, no cookie, and of who asks only how often they guessed in vain. */
export function createBallotIntake(parts: BudgetParts & { readonly clientOf: (c: Context) => string }): Hono {
  const app = new Hono();
  const short = bodyAtMost(MOST_BODY_BYTES, (c) => c.json({ fault: "ballot-malformed" }, 413));

  app.post("/:id/token", short, async (c) => {
    c.header("cache-control", "no-store");
    const said = await readJson(c);
    if (said === undefined) return c.json({ fault: "ballot-malformed" }, 415);
    const taken = await takeToken(
      parts,
      numberIn(c),
      {
        activation: textIn(said, "activation"),
        code: textIn(said, "code"),
        blinded: bytesIn(said, "blinded"),
      },
      parts.clientOf(c),
    );
    if (!taken.ok) return c.json({ fault: taken.fault.code }, 422);
    return c.json({ signature: Buffer.from(taken.signature).toString("base64url") });
  });

  app.post("/:id/ballot", short, async (c) => {
    c.header("cache-control", "no-store");
    const said = await readJson(c);
    if (said === undefined) return c.json({ fault: "ballot-malformed" }, 415);
    const cast = await parts.desk.cast(numberIn(c), {
      token: bytesIn(said, "token"),
      signature: bytesIn(said, "signature"),
      version: said.version,
      choices: said.choices,
      nonce: said.nonce,
    });
    if (cast.ok) return c.json({ receipt: cast.receipt });
    const { code } = cast.fault;
    if (cast.fault.code === "vote-older") return c.json({ fault: code, version: cast.fault.version }, 409);
    return c.json({ fault: code }, code === "too-many" ? 503 : 422);
  });

  return app;
}

/** What is published of a budget, as files. */
export function createBudgetFiles(parts: BudgetParts): Hono {
  const app = new Hono();

  app.get("/:id/ballots.ndjson", async (c) => {
    const published = await publicationOf(parts, numberIn(c));
    if (published === undefined) return c.json({ error: { status: 404 } }, 404);
    return c.body(published.ballots, 200, { "content-type": "application/x-ndjson; charset=utf-8" });
  });

  app.get("/:id/ballots.pb", async (c) => {
    const id = numberIn(c);
    const budget = await findBudget(parts.civic, id);
    const text = budget && (await pabulibOf(parts, budget));
    if (text === undefined) return c.json({ error: { status: 404 } }, 404);
    return c.body(text, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${parts.city}-budget-${id}.pb"`,
    });
  });

  app.on("GET", ["/:id/result", "/:id/result.json"], async (c) => {
    const result = (await publicationOf(parts, numberIn(c)))?.result ?? null;
    if (result === null) return c.json({ error: { status: 404 } }, 404);
    return c.body(result, 200, { "content-type": "application/json; charset=utf-8" });
  });

  return app;
}

function publicationOf({ civic }: Pick<BudgetParts, "civic">, id: number) {
  return civic.selectFrom("budget_publication").selectAll().where("budget_id", "=", id).executeTakeFirst();
}

async function readJson(c: Context): Promise<Readonly<Record<string, unknown>> | undefined> {
  // A form that another site sends has no such type, and so does nothing.
  if (!/^application\/json\b/.test(c.req.header("content-type") ?? "")) return undefined;
  const said: unknown = await c.req.json().catch(() => undefined);
  return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : undefined;
}

function numberIn(c: Context): number {
  const id = c.req.param("id") ?? "";
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : 0;
}

function textIn(said: Readonly<Record<string, unknown>>, name: string): string {
  const value = said[name];
  return typeof value === "string" ? value.slice(0, 200) : "";
}

function bytesIn(said: Readonly<Record<string, unknown>>, name: string): Uint8Array {
  const value = said[name];
  return typeof value === "string" ? Buffer.from(value, "base64url") : new Uint8Array(0);
}
