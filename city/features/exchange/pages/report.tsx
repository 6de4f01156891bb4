import type { ReactNode } from "react";
import { Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { IntakeReport } from "../intake.ts";
import { exchangeMessages } from "../messages.ts";
import { refusalText } from "../words.ts";

const REFUSALS_LISTED = 20;

/** What became of what was just fetched or brought: taken, known, waiting, refused. */
export function Report({
  report,
  city,
}: {
  readonly report: IntakeReport;
  readonly city: string;
}): ReactNode {
  const { language, format } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  const { accepted, known, waiting, missing, refused, coSigned } = report;
  const isQuiet = accepted.length === 0 && waiting.length === 0 && refused.length === 0;
  return (
    <>
      {accepted.length > 0 || isQuiet ? (
        <Notice kind="success" word={shell("notice.success")} role="status">
          <p>
            {accepted.length > 0
              ? t("report.accepted", {
                  count: accepted.length,
                  numbers: format.list(accepted.map(format.count)),
                })
              : t("report.nothing-new")}
          </p>
          {known > 0 ? <p>{t("report.known", { count: known })}</p> : null}
          {coSigned ? <p>{t("report.co-signed", { city })}</p> : null}
        </Notice>
      ) : null}
      {missing === null ? null : (
        <Notice kind="info" word={shell("notice.info")} role="status">
          <p>
            {t("report.waiting", {
              count: waiting.length,
              numbers: format.list(waiting.map(format.count)),
              missing: format.count(missing),
            })}
          </p>
        </Notice>
      )}
      {refused.length === 0 ? null : (
        <Notice
          kind="error"
          word={shell("notice.error")}
          title={t("report.refused", { count: refused.length })}
          role="alert"
        >
          <ul>
            {refused.slice(0, REFUSALS_LISTED).map(({ line, reason }) => (
              <li key={`${line} ${reason.code}`}>
                {line > 0 ? `${t("report.line", { line })}: ` : ""}
                {refusalText(language, format, reason)}
              </li>
            ))}
          </ul>
          {refused.length > REFUSALS_LISTED ? (
            <p>{t("report.more", { count: refused.length - REFUSALS_LISTED })}</p>
          ) : null}
        </Notice>
      )}
    </>
  );
}
