export { accountFile } from "./account-file.ts";
export {
  type AccountFault,
  type AccountPage,
  accountPage,
  eraseOwn,
  type PageScript,
} from "./account-page.ts";
export { createStaffSignIn, openStaffWay, STAFF_CALLBACK_PATH, type StaffWay } from "./issuer-routes.ts";
export { accountMigrations } from "./migrations.ts";
export { createPasskeyRoutes } from "./passkey-routes.ts";
export { PasskeyBook, type RelyingParty } from "./passkeys.ts";
export {
  StaffIdentities,
  type StaffIssuerSettings,
  type StaffSignInFault,
  type Untied,
} from "./staff-issuer.ts";
