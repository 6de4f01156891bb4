import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nothingSaid } from "../features/proposals/form-pages.ts";
import { proposalMessages } from "../features/proposals/messages.ts";
import { type Bench, lastCode, openBench } from "../features/proposals/proposals.fixture.ts";
import { openPost } from "../node/post.ts";

/** Letters as they really leave: over SMTP, with the header fields that let a mail program end them (RFC 8058). */

let bench: Bench;
let smtp: SMTPServer;
let port = 0;
const mails: { readonly to: string; readonly raw: string }[] = [];

beforeAll(async () => {
  bench = await openBench();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        mails.push({ to: session.envelope.rcptTo[0]!.address, raw });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const address = smtp.server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(async () => {
  await bench.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

it("a letter about a step carries both header fields, and a title cannot add one", async () => {
  const said = { ...nothingSaid, title: "Hej Bcc: c@x.example", body: "Text." };
  const asked = await bench.desk.propose(said, { email: "a@x.example", deskCode: "" }, "sv", "c");
  const pending = (await bench.pending.find(asked.ok && asked.kind === "confirm" ? asked.id : ""))!;
  await bench.desk.confirm(pending, lastCode(bench, "a@x.example"));
  await bench.teller.idle();
  const letter = bench.letters.at(-1)!;
  const mail = { host: "127.0.0.1", port, from: "Husting <husting@umea.example>" };
  await openPost(bench.civic as never, false, mail, Date.now)(letter.to, letter.letter);
  const [head = ""] = mails[0]!.raw.split("\r\n\r\n");
  const fields = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const field = (name: string): string | undefined =>
    fields
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  expect(field("list-unsubscribe")).toMatch(/^<https:\/\/umea\.example\/stop\/\d+-[\w-]{27}>$/);
  expect(field("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(field("bcc")).toBeUndefined();
  expect(mails.map(({ to }) => to)).toEqual(["a@x.example"]);
  expect(letter.letter.text).toContain(proposalMessages.t("sv")("letter.stop"));
});
