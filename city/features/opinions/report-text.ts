import { leadingStatement, opinionLimits, type Side } from "@husting/assembly";
import { type Formats, formats, type Language, visibleText } from "../../web/language/index.ts";
import type { ExportFault } from "./export/files.ts";
import type { ExportedConversation, RejectedVote } from "./export/read-export.ts";
import { opinionMessages } from "./messages.ts";
import { groupName, type OpinionAnswer, type OpinionReport, type PublishedAgreement } from "./report.ts";

/** Rejected rows that are told one by one. */
const ROWS_TOLD = 10;
/** A direction that has more of its length than that on one statement is that statement. */
const MOSTLY_ONE = 0.5;

type Words = ReturnType<typeof opinionMessages.t>;

export function faultText(language: Language, { code, ...facts }: ExportFault): string {
  const shown = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "string" ? visibleText(value) : value,
    ]),
  );
  return opinionMessages.t(language)(`fault.${code}`, shown);
}

/** What was not taken of the files, a line each. */
export function noticeTexts(
  language: Language,
  {
    rejected,
    cutOff,
    setAside,
    withoutTexts,
  }: Pick<ExportedConversation, "rejected" | "cutOff" | "setAside" | "withoutTexts">,
): string[] {
  const t = opinionMessages.t(language);
  const line = ({ file, row, code, found }: RejectedVote) =>
    t("reject", {
      file,
      row,
      why: t(`reject.${code}`),
      found: found === "" ? "" : ` (${visibleText(found.slice(0, 80))})`,
    });
  const rest = rejected.length - ROWS_TOLD;
  return [
    ...(withoutTexts ? [t("input.without-texts")] : []),
    ...setAside.map((fault) => t("input.set-aside", { fault: faultText(language, fault) })),
    ...cutOff.map((file) => t("input.cut-off", { file })),
    ...rejected.slice(0, ROWS_TOLD).map(line),
    ...(rest > 0 ? [t("reject.more", { file: rejected[0]!.file, count: rest })] : []),
  ];
}

/** The report for reading: what unites first, then each group, then what divides. */
export function reportText(
  language: Language,
  conversation: ExportedConversation,
  answer: OpinionAnswer,
): string {
  const t = opinionMessages.t(language);
  const { table, participants, statements } = conversation;
  const hidden = statements.filter((statement) => statement.hidden).length;
  const head = [
    t("input", {
      participants: participants.length,
      statements: statements.length,
      hidden,
      votes: table.vote.length,
    }),
    ...(table.replaced > 0 ? [t("input.replaced", { count: table.replaced })] : []),
  ];
  if (!answer.ok) {
    const { code, ...facts } = answer.reason;
    return [...head, t(`reason.${code}`, facts)].join("\n");
  }
  const format = formats(language, "UTC");
  const textOf = (statement: number) => {
    const { id, text } = statements[statement]!;
    return visibleText(text === "" ? `#${id}` : `#${id} ${text}`);
  };
  return [
    ...head,
    ...groupedLines(t, format, answer.value, textOf),
    ...publishedLines(t, format, answer.value.published),
  ].join("\n");
}

function groupedLines(
  t: Words,
  format: Formats,
  { picture, stability, resamplings, seed }: OpinionReport,
  textOf: (statement: number) => string,
): string[] {
  const { grouping, telling, components } = picture;
  const { chosen, division } = grouping;
  const figure = (value: number) => format.number(value, { decimals: 2 });
  const said = (side: Side, statement: number) =>
    `  ${t("said", { side: t(`side.${side}`), text: textOf(statement) })}`;
  const { unstableUnder, stableFrom, smallestGroup } = opinionLimits;
  const lines = [
    t("grouped", {
      grouped: picture.grouped,
      needed: picture.votesToBeGrouped,
      groups: division.sizes.length,
      silhouette: figure(chosen.silhouette),
    }),
  ];
  if (chosen.joined > 0) lines.push(t("grouped.joined", { count: chosen.joined, smallest: smallestGroup }));
  for (const [q, axis] of (["first", "second"] as const).entries()) {
    const { statement, share } = leadingStatement(components.components[q]!);
    if (share > MOSTLY_ONE) lines.push(t("axis", { axis, text: textOf(statement) }));
  }
  lines.push("", t("uniting"));
  for (const { statement, side, consensus, shares } of telling.uniting) {
    const each = shares.map((share, g) => `${groupName(g)} ${format.percent(share)}`).join(" · ");
    lines.push(said(side, statement), `    ${t("consensus", { value: figure(consensus), shares: each })}`);
  }
  if (telling.uniting.length === 0) lines.push(`  ${t("uniting.none")}`);
  for (const [g, { jaccard, standing }] of stability.entries()) {
    const words = t(`standing.${standing}`, { jaccard: figure(jaccard) });
    lines.push("", t("group", { name: groupName(g), size: division.sizes[g]!, standing: words }));
    for (const { statement, side, share, ratio } of telling.representative[g]!) {
      const times = t("times", {
        share: format.percent(share),
        ratio: format.number(ratio, { decimals: 1 }),
      });
      lines.push(said(side, statement), `    ${times}`);
    }
    if (telling.representative[g]!.length === 0) lines.push(`  ${t("group.none")}`);
  }
  lines.push("", t("divisive"));
  for (const { statement, shares } of telling.divisive) {
    const each = shares.map(({ agree, disagree }, g) =>
      t("split", { name: groupName(g), agree: format.percent(agree), disagree: format.percent(disagree) }),
    );
    lines.push(`  ${textOf(statement)}`, `    ${each.join(" · ")}`);
  }
  if (telling.divisive.length === 0) lines.push(`  ${t("divisive.none")}`);
  lines.push(
    "",
    t("method", { resamplings, seed, unstable: figure(unstableUnder), stable: figure(stableFrom) }),
  );
  return lines;
}

function publishedLines(t: Words, format: Formats, published: PublishedAgreement | null): string[] {
  if (published === null) return [];
  const { file, sizes, inBoth, adjustedRandIndex, sameNumber } = published;
  const index = (value: number | null) => (value === null ? "–" : format.number(value, { decimals: 3 }));
  const lines = [
    "",
    t("published", { file, sizes: sizes.join(" + "), both: inBoth, index: index(adjustedRandIndex) }),
  ];
  if (sameNumber !== null) {
    const { ours, theirs, sizes: ourSizes, adjustedRandIndex: same } = sameNumber;
    const squares = (value: number) => format.number(value, { significant: 6 });
    const facts = {
      ourSizes: ourSizes.join(" + "),
      ours: squares(ours),
      theirs: squares(theirs),
      index: index(same),
    };
    lines.push(t("published.same", facts));
  }
  return lines;
}
