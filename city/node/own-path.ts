/** A path of this node to go on to after signing in; anything else, "//elsewhere.example" too, is not followed. */
export function ownPath(next: string | null): string | undefined {
  return next !== null && /^\/(sv|zh|en)(\/[\w.-]+)*$/u.test(next) ? next : undefined;
}
