import nodemailer from "nodemailer";
import type { CivicDatabase } from "../stores/civic/database.ts";
import type { NodeConfig } from "./data-directory.ts";

export interface Letter {
  readonly subject: string;
  readonly text: string;
  /** Header fields beside the usual. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Carries a letter to its addressee; throws when it could not. */
export type SendLetter = (to: string, letter: Letter) => Promise<void>;

/**
 * How letters leave the node: a demo city keeps them in its mailbox page, a real one sends them by SMTP, and one without a
 * mail server prints them on its console.
 */
export function openPost(
  db: CivicDatabase,
  isSimulated: boolean,
  mail: NodeConfig["mail"],
  nowMs: () => number,
): SendLetter {
  if (isSimulated) {
    return async (to, { subject, text }) => {
      await db
        .insertInto("demo_mail")
        .values({ sent_at_ms: nowMs(), to_address: to, subject, body: text })
        .execute();
    };
  }
  if (mail === undefined) {
    return async (to, { subject, text }) =>
      console.log(`No mail server is set in husting.json. To ${to}: ${subject}\n${text}`);
  }
  const transport = nodemailer.createTransport({
    host: mail.host,
    port: mail.port,
    ...(mail.user === undefined ? {} : { auth: { user: mail.user, pass: mail.password ?? "" } }),
  });
  return async (to, letter) => {
    const { headers, ...rest } = letter;
    await transport.sendMail({
      from: mail.from,
      to,
      ...rest,
      ...(headers ? { headers: { ...headers } } : {}),
    });
  };
}
