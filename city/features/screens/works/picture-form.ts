/** What is taken: nothing that can hold a script, a film or several pages. */
export type PictureForm = "jpeg" | "png" | "webp";

export type FormFault =
  /** The beginning is that of no picture we take. */
  | "not-a-picture"
  | "is-svg"
  /** The file ends before the picture does. */
  | "cut-off"
  /** After the picture the file goes on with something else. */
  | "more-than-a-picture";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Looks at the frame of a file, not at its name: which form it has, and that nothing else hangs on it. A file can be a picture
 * and a web page or an archive at once; the pixels are encoded anew in any case, and this says why such a file is not taken.
 */
export function pictureForm(
  bytes: Uint8Array,
): { readonly ok: true; readonly form: PictureForm } | { readonly ok: false; readonly fault: FormFault } {
  const begins = (signs: readonly number[], at = 0): boolean =>
    signs.every((sign, i) => bytes[at + i] === sign);
  if (begins([0xff, 0xd8, 0xff])) return judged("jpeg", bytes, endOfJpeg(bytes));
  if (begins(PNG)) return judged("png", bytes, endOfPng(bytes));
  if (begins([0x52, 0x49, 0x46, 0x46]) && begins([0x57, 0x45, 0x42, 0x50], 8))
    return judged("webp", bytes, 8 + viewOf(bytes).getUint32(4, true));
  const beginning = new TextDecoder("latin1").decode(bytes.subarray(0, 1000)).toLowerCase();
  return { ok: false, fault: beginning.includes("<svg") ? "is-svg" : "not-a-picture" };
}

function judged(
  form: PictureForm,
  bytes: Uint8Array,
  end: number | undefined,
): ReturnType<typeof pictureForm> {
  if (end === undefined || end > bytes.length) return { ok: false, fault: "cut-off" };
  const rest = bytes.subarray(end);
  // Telephones put a second JPEG behind the first, for screens that show more light; some fill up with zeros.
  const isHarmless = rest.every((byte) => byte === 0) || (form === "jpeg" && isJpegs(rest));
  return isHarmless ? { ok: true, form } : { ok: false, fault: "more-than-a-picture" };
}

function isJpegs(bytes: Uint8Array): boolean {
  let rest = bytes;
  while (rest.length > 0 && !rest.every((byte) => byte === 0)) {
    if (rest[0] !== 0xff || rest[1] !== 0xd8) return false;
    const end = endOfJpeg(rest);
    if (end === undefined) return false;
    rest = rest.subarray(end);
  }
  return true;
}

/** Behind the end-of-image marker (ITU-T T.81, annex B); undefined where there is none. */
function endOfJpeg(bytes: Uint8Array): number | undefined {
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xd9) return at + 2;
    // A fill byte, or a marker that stands alone.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      if (at + 3 >= bytes.length) return undefined;
      at += 2 + viewOf(bytes).getUint16(at + 2);
      if (marker === 0xda) at = endOfScan(bytes, at);
    }
  }
  return undefined;
}

/** Where the next marker stands after coded data: 0xff is written 0xff 0x00 in it, and restarts belong to it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1]!;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at++;
  }
  return bytes.length;
}

/** Behind the chunk IEND (ISO/IEC 15948, 5.3). */
function endOfPng(bytes: Uint8Array): number | undefined {
  const view = viewOf(bytes);
  let at = PNG.length;
  while (at + 12 <= bytes.length) {
    const isLast = view.getUint32(at + 4) === 0x49454e44;
    at += 12 + view.getUint32(at);
    if (isLast) return at;
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
