import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { actName, factText } from "../../log/words.ts";
import type { CaseDocument } from "../case-file.ts";
import { sideKey, voteKey } from "../case-words.ts";
import { recordMessages } from "../messages.ts";
import { actorName } from "../words.ts";

/** What happened in a case, each with its entry of the log and its texts. */
export function CaseDocuments({
  documents,
  beside,
}: {
  readonly documents: readonly CaseDocument[];
  /** What stands beside each text; nothing unless given. */
  readonly beside?: (document: CaseDocument, name: string) => ReactNode;
}): ReactNode {
  const { language, format, logAddress } = useFrame();
  const t = recordMessages.t(language);
  return (
    <ol className="thread">
      {documents.map((document) => {
        const names = [...new Set(document.parts.map(({ name }) => name))];
        return (
          <li key={document.entry} id={`entry-${document.entry}`}>
            <h3>{actName(language, document.act)}</h3>
            <p>
              {format.date(document.atMs, "dateTime")} · {actorName(language, document.role)} ·{" "}
              <a href={logAddress(document.entry)}>{t("case.entry", { entry: document.entry })}</a>
            </p>
            {Object.keys(document.facts).length === 0 ? null : (
              <p>
                {Object.entries(document.facts)
                  .map((fact) => factText(language, format, { buildings: {} }, fact))
                  .map(({ name, value }) => name + colonOf[language] + value)
                  .join(" · ")}
              </p>
            )}
            {names.map((name) => (
              <div key={name}>
                <h4>{t(`part.${name}`)}</h4>
                {document.parts
                  .filter((part) => part.name === name)
                  .map(({ text, language: of, isLeftOut }) =>
                    text === null ? (
                      <p key={of}>{t(isLeftOut ? "part.left-out" : "part.erased")}</p>
                    ) : (
                      <blockquote key={of} className="quoted" lang={htmlLanguage[of]}>
                        {text.split("\n").map(visibleText).join("\n")}
                      </blockquote>
                    ),
                  )}
                {beside?.(document, name)}
              </div>
            ))}
            {document.votes.length === 0 ? null : (
              <>
                <h4>{t("part.votes")}</h4>
                <ul>
                  {document.votes.map(({ name, party, side, vote }, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: they stand in the register's order, and two may have the same name
                    <li key={at}>
                      {t("vote.line", {
                        name: name ?? t("vote.erased"),
                        party: party ?? "–",
                        side: t(sideKey(side)),
                        vote: t(voteKey(vote)),
                      })}
                    </li>
                  ))}
                </ul>
                {beside?.(document, "votes")}
              </>
            )}
            <details>
              <summary>{t("case.hash")}</summary>
              <code className="written">{document.leafHash}</code>
            </details>
          </li>
        );
      })}
    </ol>
  );
}
