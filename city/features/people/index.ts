export { ACCOUNTS_PER_PAGE, type AccountsAsked, findAccounts, type PersonRow } from "./accounts-list.ts";
export { invitationLetter } from "./invitation-letter.ts";
export { MOST_INVITED } from "./invitation-list.ts";
export { InvitationBook } from "./invitations.ts";
export { KeyedNumbers } from "./keyed-numbers.ts";
export { peopleMigrations } from "./migrations.ts";
export { mayUse, permissions, type RouteKey, routeOf, watching } from "./permissions.ts";
export { type Granted, type GrantFault, isLastAdministrator } from "./role-grants.ts";
export { isRole, type Role, roles, type Viewer } from "./roles.ts";
export { sessionLimit } from "./session-limits.ts";
export type { SessionShown } from "./sessions.ts";
export {
  type Entered,
  maskedAddress,
  openSignIn,
  type Person,
  readAddress,
  type SignedInViewer,
  type SignIn,
  type SignInFault,
} from "./sign-in.ts";
export { LONG_CODE_MS } from "./sign-in-codes.ts";
export { signInLetter } from "./sign-in-letter.ts";
