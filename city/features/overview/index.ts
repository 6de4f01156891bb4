export { type OverviewPage, overviewPage } from "./overview-page.ts";
