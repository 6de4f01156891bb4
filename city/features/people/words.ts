import type { Language } from "../../web/language/index.ts";
import { peopleMessages } from "./messages.ts";

/** A role in words; one without words is shown by its own name. */
export function roleName(language: Language, role: string): string {
  const key = `role.${role}`;
  return peopleMessages.has(key) ? peopleMessages.t(language)(key) : role;
}
