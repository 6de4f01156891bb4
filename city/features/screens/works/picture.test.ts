import { deflateSync } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { readPicture } from "./picture.ts";
import { pictureForm } from "./picture-form.ts";

const drawing = sharp({ create: { width: 640, height: 400, channels: 3, background: "#b23b34" } });

/** Says where it was taken, by whom, with what, and what it looked like before it was cut. */
const exif = {
  IFD0: { Artist: "Astrid Exempelsson", Make: "Telefonmakare", Copyright: "Klass 3B" },
  IFD3: {
    GPSLatitudeRef: "N",
    GPSLatitude: "63/1 49/1 30/1",
    GPSLongitudeRef: "E",
    GPSLongitude: "20/1 15/1 47/1",
  },
};

async function talkative(form: "jpeg" | "png" | "webp"): Promise<Uint8Array> {
  return new Uint8Array(
    await drawing
      .clone()
      .withExif(exif)
      .withXmp(
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description photoshop:City="Umedalen" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"/></rdf:RDF></x:xmpmeta>`,
      )
      .withIccProfile("p3")
      .toFormat(form)
      .toBuffer(),
  );
}

/** A segment of a JPEG behind its beginning: what a camera puts in as a comment, or as a small picture of the whole. */
function withSegment(jpeg: Uint8Array, marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return Uint8Array.from([
    ...jpeg.slice(0, 2),
    0xff,
    marker,
    length >> 8,
    length & 255,
    ...content,
    ...jpeg.slice(2),
  ]);
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("a picture that is taken", () => {
  it.each(["jpeg", "png", "webp"] as const)(
    "as %s keeps its pixels, and nothing of where, when, who and with what",
    async (form) => {
      const sent = await talkative(form);
      expect(textOf(sent)).toContain("Exempelsson");
      expect(Buffer.from((await sharp(sent).metadata()).xmp ?? "").toString()).toContain("Umedalen");
      const read = await readPicture(sent);
      if (!read.ok) throw new Error(read.fault);
      const { bytes, width, height } = read.picture;
      const kept = await sharp(bytes).metadata();
      expect([kept.format, kept.width, kept.height]).toEqual(["webp", width, height]);
      expect([kept.exif, kept.xmp, kept.iptc, kept.icc, kept.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      for (const said of ["Exempelsson", "Umedalen", "Telefonmakare", "Exif", "EXIF", "XMP ", "GPS", "ICCP"])
        expect(textOf(bytes)).not.toContain(said);
    },
  );

  it("keeps no comment and no small picture of a JPEG", async () => {
    const plain = new Uint8Array(await drawing.clone().jpeg().toBuffer());
    const small = new Uint8Array(await drawing.clone().resize(60).jpeg().toBuffer());
    const commented = withSegment(plain, 0xfe, new TextEncoder().encode("Astrid, 9 years, Class 3B"));
    const sent = withSegment(
      commented,
      0xe1,
      Uint8Array.from([...new TextEncoder().encode("Exif\0\0"), ...small]),
    );
    const read = await readPicture(sent);
    expect(read.ok && textOf(read.picture.bytes).includes("Astrid")).toBe(false);
    const again = await readPicture(plain);
    // The same pixels are the same bytes, whatever stood beside them.
    expect(read.ok && again.ok && read.picture.sha256 === again.picture.sha256).toBe(true);
  });

  it("is turned as the camera was held, and is no longer than a wall shows", async () => {
    const upright = await drawing
      .clone()
      .resize(3000, 2000)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const read = await readPicture(new Uint8Array(upright));
    expect(read.ok && [read.picture.width, read.picture.height]).toEqual([1067, 1600]);
  });

  it("may have the second JPEG behind it that telephones add, and leaves it behind", async () => {
    const first = new Uint8Array(await drawing.clone().jpeg().toBuffer());
    const second = new Uint8Array(await drawing.clone().negate().jpeg().toBuffer());
    const both = await readPicture(Uint8Array.from([...first, ...second, 0, 0]));
    const alone = await readPicture(first);
    expect(both.ok && alone.ok && both.picture.sha256 === alone.picture.sha256).toBe(true);
  });
});

describe("a file that is refused says why", () => {
  const png = async (): Promise<Uint8Array> => new Uint8Array(await drawing.clone().png().toBuffer());
  const text = (said: string): Uint8Array => new TextEncoder().encode(said);

  it.each([
    ["nothing", async () => new Uint8Array(0), "no-picture"],
    [
      "an SVG",
      async () =>
        text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      "is-svg",
    ],
    ["a PDF", async () => text("%PDF-1.7 …"), "not-a-picture"],
    ["a GIF", async () => new Uint8Array(await drawing.clone().gif().toBuffer()), "not-a-picture"],
    ["a page", async () => text("<!doctype html><script>alert(1)</script>"), "not-a-picture"],
    ["a PNG that ends early", async () => (await png()).slice(0, -20), "cut-off"],
    [
      "a PNG with an archive behind it",
      async () => Uint8Array.from([...(await png()), ...text("PK\u0003\u0004…")]),
      "more-than-a-picture",
    ],
    [
      "a PNG with a page behind it",
      async () => Uint8Array.from([...(await png()), ...text("<script>alert(1)</script>")]),
      "more-than-a-picture",
    ],
    [
      "a JPEG with a film behind it",
      async () =>
        Uint8Array.from([...(await drawing.clone().jpeg().toBuffer()), ...text("\0\0\0\u0018ftypmp42")]),
      "more-than-a-picture",
    ],
    [
      "a WebP that says it is longer",
      async () => new Uint8Array(await drawing.clone().webp().toBuffer()).slice(0, -9),
      "cut-off",
    ],
    [
      "a small one",
      async () => new Uint8Array(await drawing.clone().resize(90).png().toBuffer()),
      "too-small",
    ],
    ["one of 13 MB", async () => new Uint8Array(13 * 1024 * 1024), "file-too-large"],
  ] as const)("%s", async (_, made, fault) => {
    expect(await readPicture(await made())).toEqual({ ok: false, fault });
  });

  it("a PNG whose pixels are damaged", async () => {
    const damaged = await png();
    damaged.fill(7, 60, damaged.length - 20);
    expect((await readPicture(damaged)).ok).toBe(false);
  });

  it("a small file that unfolds to a hundred thousand pixels a side, without unfolding it", async () => {
    const began = process.memoryUsage().rss;
    expect(await readPicture(bomb(100_000, 100_000))).toEqual({ ok: false, fault: "too-many-pixels" });
    expect(process.memoryUsage().rss - began).toBeLessThan(200 * 1024 * 1024);
  });

  it("any bytes whatever get an answer, and never an error", async () => {
    const [jpeg, webp] = [await drawing.clone().jpeg().toBuffer(), await drawing.clone().webp().toBuffer()];
    const whole = [new Uint8Array(jpeg), await png(), new Uint8Array(webp)];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
        fc.nat(),
        async (picture, changes, cut) => {
          const bytes = picture.slice(0, picture.length - (cut % 40));
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const form = pictureForm(bytes);
          const read = await readPicture(bytes);
          if (!form.ok) expect(read.ok).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** A PNG that says how large it is, and has a few bytes of zeros to fill it. */
function bomb(width: number, height: number): Uint8Array {
  const chunk = (name: string, content: Uint8Array): Uint8Array => {
    const named = Buffer.concat([Buffer.from(name), content]);
    const framed = Buffer.alloc(8);
    framed.writeUInt32BE(content.length, 0);
    framed.writeUInt32BE(crc(named), 4);
    return Buffer.concat([framed.subarray(0, 4), named, framed.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk("IHDR", header),
      chunk("IDAT", deflateSync(Buffer.alloc(100_000))),
      chunk("IEND", new Uint8Array(0)),
    ]),
  );
}

function crc(bytes: Uint8Array): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}
