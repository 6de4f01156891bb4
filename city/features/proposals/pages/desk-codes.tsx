import type { ReactNode } from "react";
import { Button, FormField, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { codeText } from "../../votes/words.ts";
import { proposalMessages } from "../messages.ts";
import type { DeskPage } from "../staff-pages.ts";

/** Codes for people without e-mail: shown once, to print and cut apart. */
export function DeskCodes({
  codes: { counts, codes, fault },
  action,
}: {
  readonly codes: DeskPage;
  readonly action: string;
}): ReactNode {
  const { language } = useFrame();
  const t = proposalMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <div className="screen-only">
        <Section id="make" title={t("desk.title")} lead={t("desk.lead")}>
          <p>{t("desk.counts", counts)}</p>
          <form method="post" action={`${action}#make`} className="form">
            <FormField
              name="count"
              label={t("desk.count")}
              error={fault === null ? undefined : { word: shell("notice.error"), text: t(`fault.${fault}`) }}
              control={{ kind: "input", inputMode: "numeric", defaultValue: "20", width: "short" }}
            />
            <Button name="do" value="codes">
              {t("desk.do")}
            </Button>
          </form>
        </Section>
      </div>
      {codes.length === 0 ? null : (
        <Section id="codes" title={t("desk.codes")}>
          <div className="screen-only">
            <Notice kind="warn" word={shell("notice.warn")}>
              <p>{t("desk.once")}</p>
            </Notice>
          </div>
          <ul className="desk-codes">
            {codes.map((code) => (
              <li key={code}>
                <strong className="desk-code">{codeText(code, " ")}</strong>
                {languages.map((other) => (
                  <span key={other} lang={htmlLanguage[other]}>
                    {proposalMessages.t(other)("desk.how")}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
