import { isRole, roles } from "../features/people/index.ts";
import { askRunningNode } from "../node/control.ts";
import { openDataDirectory } from "../node/data-directory.ts";
import { openNode } from "../node/node.ts";
import type { Command } from "./main.ts";
import { readArguments, required, UsageError } from "./usage.ts";

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
    const directory = openDataDirectory(data);
    let granted = false;
    const running = await askRunningNode(directory.socket, "/grant", { email, role });
    if (running !== undefined) for await (const outcome of running) granted = outcome.ok;
    else {
      const node = await openNode(data);
      try {
        granted = (await node.signIn.grant(email, role, null)).ok;
      } finally {
        await node.close();
      }
    }
    if (granted) console.log(`${email} is now ${role}.`);
    else console.error(`${email} is no e-mail address.`);
    return granted ? 0 : 2;
  },
};
