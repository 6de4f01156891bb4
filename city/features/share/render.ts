import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { chineseFont } from "../votes/index.ts";

/** The renderer and the one font that has the letters of all three languages. */
let ready: Promise<Uint8Array> | undefined;

function prepared(): Promise<Uint8Array> {
  ready ??= Promise.all([
    chineseFont(),
    readFile(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")).then(initWasm),
  ]).then(([font]) => font);
  ready.catch(() => {
    ready = undefined;
  });
  return ready;
}

/** Draws an SVG as PNG, in its own size: those who show a link's picture read no SVG. */
export async function renderPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const font = await prepared();
  const drawing = new Resvg(svg, {
    font: { fontBuffers: [font], defaultFontFamily: "Noto Sans SC", loadSystemFonts: false } as never,
  });
  try {
    const image = drawing.render();
    try {
      return new Uint8Array(image.asPng());
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}
