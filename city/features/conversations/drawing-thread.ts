import { type DocumentTask, drawDocument, type OpinionDocument } from "./document.ts";

/** In a thread of its own: a large conversation takes seconds, and nobody else is to wait for it. */
export function prepare(): (task: DocumentTask) => OpinionDocument {
  return drawDocument;
}
