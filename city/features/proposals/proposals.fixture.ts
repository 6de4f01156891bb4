import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CivicDatabase, openCivic } from "../../stores/civic/database.ts";
import { BuildingRegistry, buildingMigrations } from "../buildings/index.ts";
import { ActLog, logMigrations, openCityKey } from "../log/index.ts";
import { FloodGate, moderationMigrations, RepeatWatch, USUAL_LIMITS } from "../moderation/index.ts";
import type { Person, Role } from "../people/index.ts";
import { CaseBook, recordMigrations } from "../records/index.ts";
import { CivicDesk } from "./group-commit.ts";
import { ProposalKeys } from "./keys.ts";
import type { Letter } from "./letters.ts";
import { proposalMigrations } from "./migrations.ts";
import { PendingBook } from "./pending.ts";
import { PublicDesk } from "./public-desk.ts";
import { ProposalRegister } from "./register.ts";
import { ProposalTeller } from "./telling.ts";

/** Proposals over a database of their own, with the letters that went out. */
export interface Bench {
  readonly civic: CivicDatabase;
  readonly register: ProposalRegister;
  readonly desk: PublicDesk;
  readonly pending: PendingBook;
  readonly teller: ProposalTeller;
  readonly keys: ProposalKeys;
  readonly log: ActLog;
  readonly cases: CaseBook;
  readonly letters: { readonly to: string; readonly letter: Letter }[];
  readonly mail: { fails: boolean };
  readonly clock: { ms: number };
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "husting-proposals-"));
  const migrations = {
    ...buildingMigrations,
    ...logMigrations,
    ...proposalMigrations,
    ...moderationMigrations,
    ...recordMigrations,
  };
  const opened = await openCivic(join(folder, "civic.sqlite"), migrations);
  const civic = opened.db;
  const clock = { ms: Date.parse("2026-11-20T09:00:00Z") };
  const nowMs = (): number => clock.ms;
  const log = new ActLog("umea", openCityKey(join(folder, "key.json")).signer, nowMs);
  const registry = new BuildingRegistry(civic);
  const cases = new CaseBook({ civic, log, zone: "Europe/Stockholm", form: "HUS {year}:{number}", nowMs });
  const keys = new ProposalKeys("a secret of the test");
  const letters: { to: string; letter: Letter }[] = [];
  const mail = { fails: false };
  const send = async (to: string, letter: Letter): Promise<void> => {
    if (mail.fails) throw new Error("no mail server");
    letters.push({ to, letter });
  };
  const names = { sv: "Umeå", zh: "于默奥", en: "Umeå" };
  const context = { cityNames: names, baseUrl: "https://umea.example" };
  const teller = new ProposalTeller({ civic, cases, keys, letters: context, send, nowMs });
  const pending = new PendingBook(civic, nowMs);
  const together = new CivicDesk(civic);
  const gate = new FloodGate(nowMs, { ...USUAL_LIMITS, letters: 12 });
  return {
    civic,
    register: new ProposalRegister(civic, log, nowMs, () => teller.now()),
    desk: new PublicDesk({
      civic,
      registry,
      log,
      cases,
      keys,
      gate,
      repeats: new RepeatWatch(nowMs),
      pending,
      together,
      teller,
      letters: context,
      send,
      nowMs,
    }),
    pending,
    teller,
    keys,
    log,
    cases,
    letters,
    mail,
    clock,
    async close() {
      await together.idle();
      await teller.idle();
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function official(role: Role, id: string = role): Person {
  return { id, role, email: `${id}@umea.example` };
}

/** The six digits of the last letter to an address. */
export function lastCode({ letters }: Pick<Bench, "letters">, to: string): string {
  const letter = letters.findLast((one) => one.to === to);
  return /\b\d{6}\b/u.exec(letter?.letter.subject ?? "")?.[0] ?? "";
}
