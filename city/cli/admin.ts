import { type Granted, isRole, roles } from "../features/people/index.ts";
import { peopleMessages } from "../features/people/messages.ts";
import { orderGrant } from "../node/control.ts";
import { DataDirectoryError } from "../node/data-directory.ts";
import type { Command } from "./main.ts";
import { onNode } from "./on-node.ts";
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
      granted = await onNode(data, "/grant", { email, role }, orderGrant);
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
