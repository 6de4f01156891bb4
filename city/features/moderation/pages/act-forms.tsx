import type { ReactNode } from "react";
import { Button, FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moderationMessages } from "../messages.ts";
import type { CasePage } from "../staff-pages.ts";
import { MOST } from "../texts.ts";
import { faultText, ruleName } from "../words.ts";

/** What the reader may do with a case: a form each, with the mark of what was looked at. */
export function ActForms({ page }: { readonly page: CasePage }): ReactNode {
  const { language, address } = useFrame();
  const t = moderationMessages.t(language);
  const { one, open, attempt } = page;
  if (open.length === 0) return null;
  const found = page.fields.flatMap(({ text, passages }) =>
    passages.map(({ from, to }) => text.slice(from, to)),
  );
  return (
    <Section id="decide" title={t("decide.title")} lead={t("decide.lead")}>
      {open.map((act) => {
        const said = attempt?.said.act === act ? attempt.said : undefined;
        return (
          <Section key={act} id={act} level={3} title={t(`decide.${act}`)} lead={t(`decide.${act}-lead`)}>
            <form method="post" action={`${address(`/staff/moderation/${one.id}`)}#${act}`} className="form">
              <input type="hidden" name="mark" value={page.mark} />
              {act === "redacted" ? (
                <FormField
                  name="passages"
                  label={t("decide.passages")}
                  hint={t("decide.passages-hint")}
                  required={t("required")}
                  error={passageError(page)}
                  control={{
                    kind: "textarea",
                    rows: 4,
                    defaultValue: said?.passages ?? [...new Set(found)].join("\n"),
                  }}
                />
              ) : null}
              {act === "redacted" || act === "hidden" ? (
                <FormField
                  name="rule"
                  id={`rule-${act}`}
                  label={t("decide.rule")}
                  control={{
                    kind: "select",
                    defaultValue: said?.rule ?? one.rule,
                    options: page.rules.map((rule) => ({ value: rule, label: ruleName(language, rule) })),
                  }}
                />
              ) : null}
              <ReasonField page={page} id={act} />
              <Button name="do" value={act} variant={act === "hidden" ? "danger" : undefined}>
                {t(`decide.${act}-do`)}
              </Button>
            </form>
          </Section>
        );
      })}
    </Section>
  );

  function passageError({ attempt: tried }: CasePage) {
    const fault = tried?.fault;
    return fault?.code === "passages-missing" || fault?.code === "passage-not-found"
      ? { word: shellMessages.t(language)("notice.error"), text: faultText(language, fault) }
      : undefined;
  }
}

/** Answers the author's appeal; who acted may not. */
export function AnswerForm({ page }: { readonly page: CasePage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = moderationMessages.t(language);
  const { appeal, one, attempt, tombstone } = page;
  if (appeal === null) return null;
  const said = attempt?.said.act === "answer" ? attempt.said : undefined;
  return (
    <Section
      id="answer"
      title={t("answer.title", { date: format.date(appeal.atMs, "day") })}
      lead={t(`answer.${appeal.may}`)}
    >
      <blockquote className="quoted written" lang={htmlLanguage[appeal.language]}>
        {appeal.reason.split("\n").map(visibleText).join("\n")}
      </blockquote>
      {tombstone?.standing === "redacted" ? <p>{t("answer.redacted")}</p> : null}
      {appeal.may === "open" ? (
        <form method="post" action={`${address(`/staff/moderation/${one.id}`)}#answer`} className="form">
          <input type="hidden" name="appeal" value={appeal.actId} />
          <FormField
            name="answer"
            label={t("answer.label")}
            required={t("required")}
            control={{
              kind: "radio",
              defaultValue: said?.answer,
              options: [
                { value: "upheld", label: t("answer.upheld") },
                { value: "rejected", label: t("answer.rejected") },
              ],
            }}
          />
          <ReasonField page={page} id="answer" />
          <Button name="do" value="answer">
            {t("answer.do")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}

function ReasonField({ page, id }: { readonly page: CasePage; readonly id: string }): ReactNode {
  const { language } = useFrame();
  const t = moderationMessages.t(language);
  const { attempt } = page;
  const isOwn = attempt?.said.act === id;
  const fault = isOwn && "field" in attempt.fault && attempt.fault.field === "reason" ? attempt.fault : null;
  return (
    <FormField
      name="reason"
      id={`reason-${id}`}
      label={t("decide.reason")}
      hint={t("decide.reason-hint", { most: MOST.reason })}
      required={t("required")}
      error={
        fault === null
          ? undefined
          : { word: shellMessages.t(language)("notice.error"), text: faultText(language, fault) }
      }
      control={{ kind: "textarea", rows: 3, defaultValue: isOwn ? attempt.said.reason : "" }}
    />
  );
}
