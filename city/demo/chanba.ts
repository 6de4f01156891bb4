import { umea } from "./umea.ts";
export const chanba = umea;
