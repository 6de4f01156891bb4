export { type TakePartPage, takePartPage } from "./open-now.ts";
