import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { act, casePage, type FloodLimits, readSubject } from "../features/moderation/index.ts";
import type { CasePage } from "../features/moderation/staff-pages.ts";
import type { Person, Role } from "../features/people/index.ts";
import { nothingSaid, type SaidProposal } from "../features/proposals/index.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";
import { newestLetter } from "./simulated-voice.ts";

/** A city of its own without buildings, served on loopback, whose clock a test can set. */
export interface ModeratedCity {
  readonly node: CityNode;
  readonly baseUrl: string;
  readonly directory: string;
  readonly clock: { aheadMs: number };
  /** Proposes as somebody with an address does. @returns its number. */
  propose(said: Partial<SaidProposal>, email?: string): Promise<number>;
  /** Everything that anybody can read of proposals without signing in, in one text. */
  everythingPublic(id: number): Promise<string>;
  close(): Promise<void>;
}

export const official = (role: Role, id: string = role): Person => ({
  id,
  role,
  email: `${id}@umea.example`,
});

export async function openModeratedCity(floodLimits?: FloodLimits): Promise<ModeratedCity> {
  const directory = mkdtempSync(join(tmpdir(), "husting-moderated-"));
  const clock = { aheadMs: 0 };
  const node = await openNode(directory, {
    profile: demoProfile("umea"),
    nowMs: () => Date.now() + clock.aheadMs,
    ...(floodLimits === undefined ? {} : { floodLimits }),
  });
  const server = await listen(await createServer(node), 0);
  const baseUrl = `http://127.0.0.1:${server.port}`;
  const got = async (path: string): Promise<string> => (await fetch(`${baseUrl}${path}`)).text();
  return {
    node,
    baseUrl,
    directory,
    clock,
    async propose(said, email = "author@post.example") {
      const { desk, pending } = node.proposals;
      const asked = await desk.propose(
        { ...nothingSaid, title: "Varmare trapphus", body: "Det är kallt.", ...said },
        { email, deskCode: "" },
        "sv",
        `client of ${email}`,
      );
      const waiting = asked.ok && asked.kind === "confirm" ? await pending.find(asked.id) : undefined;
      const made =
        waiting && (await desk.confirm(waiting, (await newestLetter({ node } as never, email)).code));
      if (!made?.ok || made.kind !== "proposed") throw new Error(`not proposed: ${JSON.stringify(asked)}`);
      return made.proposalId;
    },
    async everythingPublic(id) {
      const languages = ["sv", "zh", "en"] as const;
      const pages = languages.flatMap((language) => [
        `/${language}/proposals`,
        `/${language}/proposals.json`,
        `/${language}/proposals/${id}`,
        `/${language}/proposals/${id}.json`,
        `/${language}/proposals/${id}?text=original`,
        `/${language}/proposals/${id}?text=zh`,
        `/feeds/${language}/proposals.atom`,
        `/feeds/${language}/proposals/${id}.atom`,
        `/${language}/report/proposal-${id}`,
        `/${language}/report/proposal-${id}.json`,
        `/${language}/report/name-${id}`,
        `/${language}/log`,
        `/${language}/log.json`,
        `/${language}/moderation`,
        `/${language}/moderation.json`,
      ]);
      const texts = await Promise.all([...pages, "/log/entries.ndjson", "/moderation.csv"].map(got));
      return texts.join("\n");
    },
    async close() {
      await server.close();
      await node.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Letters that went out to an address, newest last. */
export async function lettersTo({ node }: Pick<ModeratedCity, "node">, to: string): Promise<string[]> {
  await node.proposals.teller.idle();
  await node.sendDecisionMail();
  const rows = await node.civic
    .selectFrom("demo_mail")
    .select(["subject", "body"])
    .where("to_address", "=", to)
    .orderBy("id")
    .execute();
  return rows.map(({ subject, body }) => `${subject}\n${body}`);
}

/** Every file of the city's directory, as bytes. */
export function onDisk({ directory }: Pick<ModeratedCity, "directory">): string {
  return ["civic.sqlite", "civic.sqlite-wal", "votes.sqlite", "husting.json"]
    .map((file) => {
      try {
        return readFileSync(join(directory, file)).toString("latin1");
      } catch {
        return "";
      }
    })
    .join("\n");
}

/** The newest case of a text as an official opens it. */
export async function caseOf(
  { node }: Pick<ModeratedCity, "node">,
  subject: string,
  by: Person = official("officer"),
): Promise<CasePage> {
  const row = await node.civic
    .selectFrom("moderation_case")
    .select("id")
    .where("subject", "=", subject)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  const page = await casePage(node.moderation, node.moderation.house, row.id, by);
  if (page === undefined) throw new Error(`${subject} (${readSubject(subject)?.kind}) has no case`);
  return page;
}

/** Decides on a text as an official does, on what they have just looked at. */
export async function decide(
  city: Pick<ModeratedCity, "node">,
  subject: string,
  said: {
    readonly act: string;
    readonly rule?: string;
    readonly reason?: string;
    readonly passages?: string;
  },
  by: Person = official("officer"),
): ReturnType<typeof act> {
  const page = await caseOf(city, subject, by);
  return act(
    city.node.moderation,
    city.node.moderation.house,
    page.one.id,
    { rule: "personal-data", reason: "Skäl.", passages: "", language: "sv", mark: page.mark, ...said },
    by,
  );
}
