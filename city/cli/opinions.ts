import { RESAMPLINGS } from "@husting/assembly";
import {
  faultText,
  noticeTexts,
  readExport,
  reportJson,
  reportOpinions,
  reportText,
} from "../features/opinions/index.ts";
import type { Command } from "./main.ts";
import { readArguments, UsageError } from "./usage.ts";
import { commandLanguage } from "./words.ts";

const MOST_RESAMPLINGS = 10_000;

export const command: Command = {
  summary: "find the opinion groups of an exported conversation, and what unites them",
  usage: `husting opinions DIR [--json]
  DIR              a conversation as Polis exports it: votes.csv and comments.csv, or votes.json and comments.json, plain or .gz;
                   groups that are published in participants-votes.csv or math-pca2.json are compared with ours
  --statements N   statements in each list (default 5)
  --resamplings N  how often participants are drawn anew to see which groups come back (default ${RESAMPLINGS})
  --seed N         seed of these draws (default 1)
  --strict         statements that moderation has not approved are hidden too (a conversation.json says so itself)
  --json           one JSON object (docs/conversations.md)

Ends with 0 when there are groups, 1 when there is no picture (the reason is said in words) or a file was cut off, 2 when
the call or a file was wrong. Rows that cannot be used are named and left out. HUSTING_LANGUAGE is sv, zh or en.`,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      statements: { type: "string", default: "5" },
      resamplings: { type: "string", default: String(RESAMPLINGS) },
      seed: { type: "string", default: "1" },
      strict: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    });
    const [directory] = positionals;
    if (directory === undefined || positionals.length > 1)
      throw new UsageError("name one directory of an exported conversation.");
    const told = whole(values.statements, "statements", 1, 100_000);
    const resamplings = whole(values.resamplings, "resamplings", 1, MOST_RESAMPLINGS);
    const seed = whole(values.seed, "seed", 0, 2 ** 31 - 1);
    const language = commandLanguage();
    const read = readExport(directory, values.strict);
    if (!read.ok) {
      console.error(faultText(language, read.fault));
      return 2;
    }
    for (const notice of noticeTexts(language, read.value)) console.error(notice);
    const answer = reportOpinions(read.value, { told, resamplings, seed });
    console.log(
      values.json
        ? JSON.stringify(reportJson(read.value, answer), null, 2)
        : reportText(language, read.value, answer),
    );
    return answer.ok && read.value.cutOff.length === 0 ? 0 : 1;
  },
};

function whole(text: string, flag: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${flag} ${text} is no whole number from ${least} to ${most}.`);
}
