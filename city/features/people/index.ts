export { KeyedNumbers } from "./keyed-numbers.ts";
export { peopleMigrations } from "./migrations.ts";
export { mayUse, permissions, type RouteKey, routeOf, watching } from "./permissions.ts";
export { isRole, type Role, roles, type Viewer } from "./roles.ts";
export {
  type Granted,
  maskedAddress,
  openSignIn,
  type Person,
  type PersonRow,
  readAddress,
  type SignIn,
  type SignInFault,
} from "./sign-in.ts";
