import { type Granted, isRole, type Role, roles } from "../features/people/index.ts";
import { peopleMessages } from "../features/people/messages.ts";
import { askRunningNode } from "../node/control.ts";
import { DataDirectoryError, openDataDirectory } from "../node/data-directory.ts";
import { openNode } from "../node/node.ts";
import type { Command } from "./main.ts";
import { readArguments, required, UsageError } from "./usage.ts";
import { commandLanguage } from "./words.ts";

export const command: Command = {
  summary: "give an e-mail address a role, such as the first administrator",
  usage: `husting admin ADDRESS --data DIR [--role administrator]
  --role   ${roles.join(" | ")}
  The role is put on record in the city's log. The person signs in with a code sent to the address.`,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      data: { type: "string" },
      role: { type: "string", default: "administrator" },
    });
    const [email] = positionals;
    if (email === undefined || positionals.length > 1) throw new UsageError("name one e-mail address.");
    const { role } = values;
    if (!isRole(role)) throw new UsageError(`--role ${role} is not known; use one of ${roles.join(", ")}.`);
    const data = required(values.data, "data");
    let granted: Granted;
    try {
      granted = await grant(data, email, role);
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error;
      console.error(error.message);
      return 2;
    }
    if (granted.ok) console.log(`${email} is now ${role}.`);
    else if (granted.fault === "address-malformed") console.error(`${email} is no e-mail address.`);
    else console.error(`${email}: ${peopleMessages.t(commandLanguage())(`fault.${granted.fault}`)}`);
    return granted.ok ? 0 : 2;
  },
};

async function grant(data: string, email: string, role: Role): Promise<Granted> {
  const directory = openDataDirectory(data);
  const running = await askRunningNode(directory.socket, "/grant", { email, role });
  if (running !== undefined) {
    for await (const outcome of running) if ("ok" in outcome) return outcome;
    throw new Error("the running node could not give the role; its console says why");
  }
  const node = await openNode(data);
  try {
    return await node.signIn.grant(email, role, null);
  } finally {
    await node.close();
  }
}
