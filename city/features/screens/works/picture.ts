import { createHash } from "node:crypto";
import sharp from "sharp";
import { type FormFault, pictureForm } from "./picture-form.ts";
import { MOST_PICTURE_MB, MOST_PICTURE_MEGAPIXELS } from "./work.ts";

/** A picture as it is kept: WebP that the node has encoded itself, from pixels and nothing else. */
export interface Picture {
  /** In hex; its address. */
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export type PictureFault =
  | FormFault
  | "no-picture"
  | "file-too-large"
  | "too-many-pixels"
  | "too-small"
  /** A beginning and an end, and between them no picture that can be read. */
  | "not-readable";

export const MOST_PICTURE_BYTES = MOST_PICTURE_MB * 1024 * 1024;
/** What says that it is larger is refused before it is unfolded. */
const MOST_PIXELS = MOST_PICTURE_MEGAPIXELS * 1_000_000;
/** No more is seen on a wall. */
const LONGEST_SIDE = 1600;
const SHORTEST_SIDE = 200;
const MOST_SECONDS = 20;

// Pictures come one at a time, and nobody sends the same one twice: nothing is remembered of them.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Reads a picture and encodes its pixels anew, turned upright, at most 1600 pixels long. Where it was taken, with what, by whom
 * and what it looked like before it was cut stands in a file beside the pixels, and is left behind.
 */
export async function readPicture(
  bytes: Uint8Array,
): Promise<
  { readonly ok: true; readonly picture: Picture } | { readonly ok: false; readonly fault: PictureFault }
> {
  if (bytes.length === 0) return { ok: false, fault: "no-picture" };
  if (bytes.length > MOST_PICTURE_BYTES) return { ok: false, fault: "file-too-large" };
  const framed = pictureForm(bytes);
  if (!framed.ok) return framed;
  const open = () =>
    sharp(bytes, { limitInputPixels: MOST_PIXELS, pages: 1 }).timeout({ seconds: MOST_SECONDS });
  try {
    const said = await open().metadata();
    if (said.format !== framed.form) return { ok: false, fault: "not-readable" };
    if (said.width * said.height > MOST_PIXELS) return { ok: false, fault: "too-many-pixels" };
    if (Math.min(said.width, said.height) < SHORTEST_SIDE) return { ok: false, fault: "too-small" };
    const { data, info } = await open()
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true })
      // Where nothing was painted, the paper is white.
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .webp({ quality: 82, effort: 4 })
      .toBuffer({ resolveWithObject: true });
    const kept = new Uint8Array(data);
    const sha256 = createHash("sha256").update(kept).digest("hex");
    return { ok: true, picture: { sha256, bytes: kept, width: info.width, height: info.height } };
  } catch (error) {
    const isLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return { ok: false, fault: isLarge ? "too-many-pixels" : "not-readable" };
  }
}
