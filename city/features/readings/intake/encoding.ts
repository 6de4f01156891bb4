import type { Mapping } from "./mapping.ts";

/** Turns a stream of bytes in another encoding into UTF-8; a byte-order mark overrules what the mapping says. */
export interface Utf8Converter {
  push(chunk: Uint8Array): Uint8Array;
  /** What was still waiting: a last character that was not whole becomes U+FFFD. */
  end(): Uint8Array;
}

/** Bytes that must be seen before a byte-order mark can be told. */
const MARK_BYTES = 3;

export function createUtf8Converter(encoding: Mapping["encoding"]): Utf8Converter {
  const encoder = new TextEncoder();
  let head: Uint8Array = new Uint8Array(0);
  let decoder: TextDecoder | null | undefined;

  const convert = (bytes: Uint8Array, stream: boolean): Uint8Array => {
    if (decoder === undefined) {
      const known = markedEncoding(bytes) ?? encoding;
      decoder = known === "utf-8" ? null : new TextDecoder(known);
    }
    return decoder === null ? bytes : encoder.encode(decoder.decode(bytes, { stream }));
  };

  return {
    push(chunk) {
      if (decoder !== undefined) return convert(chunk, true);
      const bytes = head.length === 0 ? chunk : joined(head, chunk);
      if (bytes.length < MARK_BYTES) {
        head = bytes.slice();
        return new Uint8Array(0);
      }
      head = new Uint8Array(0);
      return convert(bytes, true);
    },
    end() {
      const rest = head;
      head = new Uint8Array(0);
      return convert(rest, false);
    },
  };
}

function markedEncoding(bytes: Uint8Array): Mapping["encoding"] | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  return undefined;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
