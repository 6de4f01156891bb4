import { readFile } from "node:fs/promises";
import { orderExplanation } from "../node/control.ts";
import { DataDirectoryError } from "../node/data-directory.ts";
import { visibleText } from "../web/language/visible.ts";
import type { Command } from "./main.ts";
import { onNode } from "./on-node.ts";
import { readArguments, required, UsageError } from "./usage.ts";

/** A verdict is a few thousand characters for each room. */
const MOST_BYTES = 32 * 1024 * 1024;
const SHOWN = 20;

export const command: Command = {
  summary: "compute a verdict again from a city's data",
  usage: `husting explain FILE --data DIR
  FILE         a verdict as it was downloaded from the measure's page
  --data DIR   the city's data directory; a node may be running on it

Says whether the verdict follows from the city's meters, rooms and answers byte for byte (exit code 0), and where it
does not, what has changed since and where the two differ (exit code 1).`,
  async run(args) {
    const { values, positionals } = readArguments(args, { data: { type: "string" } });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("name one verdict.");
    const data = required(values.data, "data");
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
    if (bytes instanceof Error) {
      console.error(`${visibleText(file)} cannot be read (${bytes.code ?? bytes.message}).`);
      return 2;
    }
    if (bytes.byteLength > MOST_BYTES) {
      console.error(`${visibleText(file)} is larger than any verdict.`);
      return 2;
    }
    try {
      const text = bytes.toString("utf8");
      const answer = await onNode(data, "/explain", { text }, (node) => orderExplanation(node, { text }));
      if (!answer.ok) {
        console.error(`${visibleText(file)}: ${faultText(answer.fault)}`);
        return 2;
      }
      if (answer.same) {
        console.log("The same, byte for byte: this verdict follows from the city's data.");
        return 0;
      }
      console.log("Not the same: what the city's data give now is another verdict.");
      if (answer.changed.length > 0) console.log(`Changed since this verdict: ${answer.changed.join(", ")}.`);
      if (answer.sameFromKept !== null)
        console.log(
          answer.sameFromKept
            ? "The city gave this verdict, and it follows byte for byte from what it was made of then."
            : "The city gave this verdict, but it does not follow from what the city kept of it.",
        );
      else console.log("The city's record has no verdict with these bytes.");
      for (const { pointer, stated, recomputed } of answer.differences.slice(0, SHOWN))
        console.log(`  ${visibleText(pointer)}: ${shown(stated)} → ${shown(recomputed)}`);
      const rest = answer.differences.length - SHOWN;
      if (rest > 0) console.log(`  … and ${rest} more`);
      return 1;
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error;
      console.error(error.message);
      return 2;
    }
  },
};

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return visibleText(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

function faultText(
  fault: Extract<Awaited<ReturnType<typeof orderExplanation>>, { ok: false }>["fault"],
): string {
  switch (fault.code) {
    case "no-verdict":
      return "this is no verdict; download one from the page of a measure.";
    case "measure-unknown":
      return `the city has no finished measure ${visibleText(fault.measure)}.`;
    case "refused":
      return `the city's data give no verdict (${fault.reason}).`;
  }
}
