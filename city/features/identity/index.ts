export {
  type Asked,
  type Claims,
  type IssuerFault,
  type IssuerSettings,
  identityIn,
  MOST_IDENTITY,
  OidcIssuer,
} from "./issuer.ts";
export { valueIn, WayCookies } from "./way-cookies.ts";
