import { languages } from "../../web/language/index.ts";
import { type Role, roles } from "./roles.ts";
import { readAddress } from "./sign-in.ts";
import { roleName } from "./words.ts";

/** So many can be invited at once: as many as can be looked through before they are. */
export const MOST_INVITED = 200;

/** Why a line of a list invites nobody. */
export type LineFault = "address-malformed" | "role-unknown" | "role-singly" | "address-twice";

export interface InvitedLine {
  /** From 1, as it stands in the list. */
  readonly line: number;
  readonly email: string;
  readonly role: Role;
}

export interface RefusedLine {
  readonly line: number;
  /** What stands there, as far as it is worth showing. */
  readonly said: string;
  readonly fault: LineFault;
}

export interface InvitationList {
  readonly lines: readonly InvitedLine[];
  readonly refused: readonly RefusedLine[];
  /** How many lines there are beyond as many as can be invited at once. */
  readonly tooMany: number;
}

const MOST_SHOWN = 80;
const SEPARATOR = /[;,\t；，]/u;

/**
 * Reads a list of addresses, one a line, each with its role behind a semicolon, a comma or a tab where it is another than the one for
 * all. A role goes by its English name or by its name in any of the three languages. A first line without any @ is a heading.
 */
export function readInvitations(text: string, usual: Role): InvitationList {
  const lines: InvitedLine[] = [];
  const refused: RefusedLine[] = [];
  const seen = new Set<string>();
  let tooMany = 0;
  const said = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  for (const [at, one] of said.entries()) {
    const content = one.trim();
    if (content === "" || (at === 0 && !content.includes("@") && SEPARATOR.test(content))) continue;
    const [email = "", role = ""] = content.split(SEPARATOR).map(unquoted);
    const read = readLine(email, role, usual);
    if (lines.length === MOST_INVITED) tooMany++;
    else if (typeof read === "string" || seen.has(read.email))
      refused.push({
        line: at + 1,
        said: content.slice(0, MOST_SHOWN),
        fault: typeof read === "string" ? read : "address-twice",
      });
    else {
      seen.add(read.email);
      lines.push({ line: at + 1, ...read });
    }
  }
  return { lines, refused, tooMany };
}

function readLine(email: string, said: string, usual: Role): Omit<InvitedLine, "line"> | LineFault {
  const address = readAddress(email);
  if (address === undefined) return "address-malformed";
  const role = said === "" ? usual : roleCalled(said);
  if (role === undefined) return "role-unknown";
  // Who may give every other role is chosen one by one.
  return role === "administrator" ? "role-singly" : { email: address, role };
}

function roleCalled(said: string): Role | undefined {
  const name = said.toLowerCase();
  return roles.find(
    (role) => role === name || languages.some((language) => roleName(language, role).toLowerCase() === name),
  );
}

/** A cell of a CSV without the quotes around it. */
function unquoted(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();
}
