/** The roles of a city's node. Everyone who is signed in has exactly one; whoever is not is `public`. */
export const roles = [
  "resident",
  "teacher",
  "adviser",
  "manager",
  "officer",
  "elected",
  "researcher",
  "international",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

/** Who asks: a role, or nobody signed in. */
export type Viewer = Role | "public";

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
