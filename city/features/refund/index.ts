export { createRefundPages } from "./routes.ts";
export { REFUND_STYLE } from "./sheet.ts";
export { offersStatement, type StatementParts } from "./statement.ts";
