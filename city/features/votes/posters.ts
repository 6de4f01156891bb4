import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import { languages } from "../../web/language/index.ts";
import { escapeXml } from "../../web/xml.ts";
import { voteMessages } from "./messages.ts";
import type { VotingRoom } from "./rooms.ts";
import { codeText } from "./words.ts";

/** What a poster says: where it hangs and where it leads. */
export interface Poster {
  readonly room: Pick<VotingRoom, "code" | "names"> & {
    readonly building: Pick<VotingRoom["building"], "names">;
  };
  /** The city's address, without a stroke at its end: https://husting.example */
  readonly baseUrl: string;
}

/** White around the square, in modules: ISO/IEC 18004 wants four. */
const QUIET = 4;

export interface QrCode {
  /** Modules along one side, the quiet zone counted in. */
  readonly size: number;
  /** SVG path of the dark modules. */
  readonly path: string;
}

/** The QR code of a text, a quarter of which may be scratched (error correction Q). */
export function qrCode(text: string): QrCode {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "Q" });
  const runs: string[] = [];
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
      runs.push(`M${from + QUIET} ${row + QUIET}h${column - from + 1}v1h-${column - from + 1}z`);
    }
  return { size: modules.size + 2 * QUIET, path: runs.join("") };
}

export function qrSvg(text: string): string {
  const { size, path } = qrCode(text);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

/** The address a poster's square holds. */
export function roomAddress({ baseUrl, room }: Poster): string {
  return `${baseUrl}/v/${room.code}`;
}

/** An invitation's address. */
export function invitationAddress(baseUrl: string, code: string): string {
  return `${baseUrl}/r/${code}`;
}

/** A whole poster of A4 as SVG, in millimetres; its letters are those of the program that opens it. */
export function posterSvg(poster: Poster): string {
  const { room } = poster;
  const { size, path } = qrCode(roomAddress(poster));
  const side = 110;
  const lines = languages.map(
    (language, index) =>
      `<text x="105" y="${34 + index * 16}" font-size="11" font-weight="700" xml:lang="${language}">${escapeXml(voteMessages.t(language)("poster.question"))}</text>`,
  );
  const hints = languages.map(
    (language, index) =>
      `<text x="105" y="${228 + index * 8}" font-size="5" xml:lang="${language}">${escapeXml(voteMessages.t(language)("poster.how"))}</text>`,
  );
  const place = [...new Set(languages.map((language) => room.names[language]))].join(" · ");
  const house = [...new Set(languages.map((language) => room.building.names[language]))].join(" · ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm"><path fill="#fff" d="M0 0h210v297H0z"/><g fill="#14232c" text-anchor="middle" font-family="'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif">${lines.join("")}<svg x="${105 - side / 2}" y="78" width="${side}" height="${side}" viewBox="0 0 ${size} ${size}"><path fill="#000" d="${path}"/></svg><text x="105" y="200" font-size="7">${escapeXml(`${poster.baseUrl.replace(/^https?:\/\//, "")}/v`)}</text><text x="105" y="213" font-size="11" font-weight="700" letter-spacing="1">${codeText(room.code)}</text>${hints.join("")}<text x="105" y="264" font-size="6">${escapeXml(place)}</text><text x="105" y="273" font-size="5">${escapeXml(house)}</text><text x="105" y="287" font-size="4">Husting</text></g></svg>`;
}

const MM = 72 / 25.4;

/** Noto Sans SC Medium: fonts/README.md says where it is from. Read once, and only where posters are made. */
let chinese: Promise<Buffer> | undefined;
export function chineseFont(): Promise<Buffer> {
  chinese ??= readFile(join(import.meta.dirname, "fonts/noto-sans-sc-medium.ttf.gz")).then(gunzipSync);
  chinese.catch(() => {
    chinese = undefined;
  });
  return chinese;
}

/** What WinAnsi, the encoding of PDF's own fonts, has letters for. */
const IN_WINANSI = /^[\u0020-\u007e\u00a0-\u00ff]*$/u;
const WIDTH_MM = 180;

/** A poster of A4 as PDF, in three languages. Of the Chinese font it holds the letters it needs, and weighs some 20 kB. */
export async function posterPdf(poster: Poster): Promise<Uint8Array<ArrayBuffer>> {
  const { room } = poster;
  const doc = new PDFDocument({ size: "A4", margin: 0, info: { Title: `Husting ${codeText(room.code)}` } });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => doc.once("end", resolve));
  doc.registerFont("Chinese", await chineseFont());
  const line = (text: string, baselineMm: number, size: number, font = "Helvetica"): void => {
    doc.font(IN_WINANSI.test(text) ? font : "Chinese").fontSize(size);
    // One line, however long the names are.
    doc.fontSize(Math.min(size, (size * WIDTH_MM * MM) / doc.widthOfString(text))).fillColor("#14232c");
    doc.text(text, 15 * MM, baselineMm * MM, {
      width: WIDTH_MM * MM,
      align: "center",
      lineBreak: false,
      baseline: "alphabetic",
    });
  };
  for (const [index, language] of languages.entries())
    line(voteMessages.t(language)("poster.question"), 32 + index * 16, 28, "Helvetica-Bold");
  const { size, path } = qrCode(roomAddress(poster));
  const side = 110 * MM;
  doc.save();
  doc.translate((210 * MM - side) / 2, 78 * MM).scale(side / size);
  doc.path(path).fill("#000000");
  doc.restore();
  line(`${poster.baseUrl.replace(/^https?:\/\//, "")}/v`, 200, 18);
  line(codeText(room.code), 214, 30, "Helvetica-Bold");
  for (const [index, language] of languages.entries())
    line(voteMessages.t(language)("poster.how"), 228 + index * 8, 13);
  line(namesInFont(doc.font("Chinese"), room.names), 263, 16);
  line(namesInFont(doc.font("Chinese"), room.building.names), 272, 13);
  doc.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** pdfkit keeps the font in use where its types do not tell. */
interface WithFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** The names in three languages; one with a letter that the Chinese font lacks is left out, and not drawn with a hole. */
function namesInFont(doc: PDFKit.PDFDocument, names: VotingRoom["names"]): string {
  const { font } = (doc as unknown as WithFont)._font;
  const isDrawn = (name: string): boolean =>
    [...name].every((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0)!));
  return [...new Set(languages.map((language) => names[language]))].filter(isDrawn).join(" · ");
}
