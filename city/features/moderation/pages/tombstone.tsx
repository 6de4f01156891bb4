import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { roleName } from "../../people/words.ts";
import { moderationMessages } from "../messages.ts";
import type { Tombstone } from "../standing.ts";
import { kindName, ruleName } from "../words.ts";

/** What stands in the place of a text that is hidden, or beside one that was redacted: the rule, the day, the reasons. */
export function TombstoneText({
  tombstone: { standing, rule, reason, language: of, role, atMs, logEntry, appeal },
  kind,
}: {
  readonly tombstone: Tombstone;
  readonly kind: string;
}): ReactNode {
  const { language, format, address, logAddress } = useFrame();
  const t = moderationMessages.t(language);
  return (
    <div className="tombstone">
      <p>
        <strong>
          {t(`tombstone.${standing}`, {
            kind: kindName(language, kind),
            rule: ruleName(language, rule),
            date: format.date(atMs, "day"),
          })}
        </strong>
      </p>
      <Reason text={reason} language={of} />
      <p className="field-hint">
        {roleName(language, role)} · <a href={address("/house-rules")}>{t("rules.title")}</a> ·{" "}
        <a href={logAddress(logEntry)}>{t("tombstone.log", { entry: logEntry })}</a>
      </p>
      {appeal === null ? null : appeal.answer === null ? (
        <p>{t("tombstone.appealed", { date: format.date(appeal.atMs, "day") })}</p>
      ) : (
        <>
          <p>
            {t(appeal.answer.upheld ? "tombstone.upheld" : "tombstone.rejected", {
              date: format.date(appeal.answer.atMs, "day"),
              who: roleName(language, appeal.answer.role),
            })}
          </p>
          <Reason text={appeal.answer.reason} language={appeal.answer.language} />
        </>
      )}
    </div>
  );
}

function Reason({
  text,
  language,
}: {
  readonly text: string;
  readonly language: Tombstone["language"];
}): ReactNode {
  return (
    <p className="written" lang={htmlLanguage[language]}>
      {text.split("\n").map(visibleText).join("\n")}
    </p>
  );
}

/** Why parts of a text are "[…]". */
export function MaskedText(): ReactNode {
  return moderationMessages.t(useFrame().language)("masked");
}
