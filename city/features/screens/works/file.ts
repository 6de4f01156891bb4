import type { WorkBook } from "./work-book.ts";

/** A picture stays with browsers for a day: one that was taken back is nowhere on a page, and soon in no cache either. */
const KEPT = "public, max-age=86400, immutable";

/**
 * `/works/HASH`: a picture that hangs somewhere today; another for those who look after works, and kept by nobody.
 * @param mayLookAtAll whether whoever asks looks after works.
 */
export async function workFile(
  works: Pick<WorkBook, "picture">,
  hash: string,
  mayLookAtAll: boolean,
): Promise<Response> {
  const picture = /^[0-9a-f]{64}$/.test(hash) ? await works.picture(hash) : undefined;
  if (picture === undefined || (!picture.isShown && !mayLookAtAll))
    return Response.json({ error: { status: 404 } }, { status: 404 });
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      "content-type": "image/webp",
      "content-disposition": "inline",
      "cache-control": picture.isShown ? KEPT : "private, no-store",
    },
  });
}
