import { mayUse, type RouteKey, type Viewer } from "../people/index.ts";
import { type WorkKind, workKinds } from "./model.ts";

/** The line of the matrix, of each kind's own feature, that tells whether somebody works with it. */
const WORKED_BY = {
  quality: "GET /:lang/staff/quality",
  advice: "POST /:lang/staff/advice/:slug",
  complaint: "POST /:lang/staff/comments/:id",
  moderation: "POST /:lang/staff/moderation/:id",
} as const satisfies Record<WorkKind, RouteKey>;

/** The kinds that somebody works with, by the one matrix of permissions. */
export function kindsOf(viewer: Viewer): WorkKind[] {
  return workKinds.filter((kind) => mayUse(WORKED_BY[kind], viewer));
}
