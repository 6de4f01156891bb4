export { type ExportedConversation, readExport } from "./export/read-export.ts";
export { reportJson, reportOpinions } from "./report.ts";
export { faultText, noticeTexts, reportText } from "./report-text.ts";
