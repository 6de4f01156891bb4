import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { conversationMessages } from "../messages.ts";
import { type ConversationFault, textFor } from "../model.ts";
import type { EnterPaperPage } from "../papers.ts";
import { voteWords } from "../taking-part.ts";
import { faultText } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): EnterPaperPage {
  return pageData<EnterPaperPage>(context);
}

/** What is wrong with the paper as such, and not with an answer on it. */
const OF_PAPER: ReadonlySet<ConversationFault["code"]> = new Set([
  "paper-unnumbered",
  "paper-known",
  "code-missing",
  "code-unknown",
]);

/** One paper at a time: typed, looked at, entered. */
export default function EnterPaper(): ReactNode {
  const { slug, titles, access, isOpen, statements, said, fault, checked } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = conversationMessages.t(language);
  const shell = shellMessages.t(language);
  const title = t("paper.enter-title", { title: titles[language] });
  const error =
    fault === null ? undefined : { word: shell("notice.error"), text: faultText(language, fault) };
  const isOfPaper = fault !== null && OF_PAPER.has(fault.code);
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("staff.title"), href: address("/staff/conversations") },
          { label: titles[language], href: address(`/staff/conversations/${slug}`) },
          { label: t("paper.enter") },
        ]}
      />
      <PageHeading title={title} lead={t(`paper.enter-lead-${access}`)} />
      <Done words={{ entered: t("done.paper") }} />
      {isOpen ? (
        <form
          method="post"
          action={`${address(`/staff/conversation-papers/${slug}`)}#check`}
          className="form"
        >
          {error === undefined || isOfPaper ? null : (
            <Notice kind="error" word={error.word} role="alert">
              <p>{error.text}</p>
            </Notice>
          )}
          <FormField
            name="paper"
            label={t(access === "code" ? "enter.code" : "paper.number")}
            hint={access === "code" ? undefined : t("paper.number-hint")}
            error={isOfPaper ? error : undefined}
            control={{
              kind: "input",
              autoComplete: "off",
              width: "medium",
              maxLength: 40,
              defaultValue: said.paper,
            }}
          />
          {statements.map((statement) => (
            <FormField
              key={statement.number}
              name={`vote-${statement.number}`}
              label={`${statement.number}. ${visibleText(textFor(statement, language).text ?? "")}`}
              control={{
                kind: "select",
                defaultValue: said.votes[statement.number] ?? "",
                options: [
                  { value: "", label: t("paper.nothing") },
                  ...voteWords.map((value) => ({ value, label: t(`vote.${value}`) })),
                ],
              }}
            />
          ))}
          {checked === null ? null : (
            <Section id="check" title={t("paper.check-title")} lead={t("paper.check-lead")}>
              <p>{t("paper.check-count", { count: Object.keys(said.votes).length })}</p>
              <input type="hidden" name="checked" value={checked} />
              <Button name="do" value="enter">
                {t("paper.enter-do")}
              </Button>
            </Section>
          )}
          <Button name="do" value="check" variant={checked === null ? "primary" : "secondary"}>
            {t(checked === null ? "paper.check-do" : "paper.check-again")}
          </Button>
        </form>
      ) : (
        <p>{t("fault.not-open")}</p>
      )}
    </>
  );
}
