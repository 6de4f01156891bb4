import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DefinitionList,
  FormField,
  LinkButton,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { DecidedAbout } from "../../decisions/pages/decided-about.tsx";
import { conversationMessages } from "../messages.ts";
import { isOver, MOST } from "../model.ts";
import type { ConversationPage } from "../pages-data.ts";
import { voteWords } from "../taking-part.ts";
import { conversationStateName, faultText } from "../words.ts";
import { StatementText } from "./statement-text.tsx";

export function loader({ context }: LoaderFunctionArgs): ConversationPage {
  return pageData<ConversationPage>(context);
}

export default function ConversationView(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = conversationMessages.t(language);
  const { slug, titles, questions, state, told } = page;
  return (
    <>
      <title>{`${titles[language]} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("list.title"), href: address("/conversations") }, { label: titles[language] }]}
      />
      <PageHeading title={titles[language]}>
        <Tag tone={state === "open" ? "info" : "neutral"}>{conversationStateName(language, state)}</Tag>
      </PageHeading>
      <Done
        words={{
          entered: t("done.entered"),
          forgotten: t("done.forgotten"),
          left: t("done.left"),
        }}
      />
      {questions[language].split("\n").map((line) => (
        <p key={line}>{line}</p>
      ))}
      {told === null ? null : (
        <p>
          <LinkButton href={address(`/conversation-results/${slug}`)}>
            {t(told.isFinal ? "told.final" : "told.so-far", { day: format.plainDate(told.day) })}
          </LinkButton>
        </p>
      )}
      {isOver(state) ? (
        <Notice kind="info" word={shellMessages.t(language)("notice.info")}>
          <p>{t("closed.text")}</p>
        </Notice>
      ) : (
        <Forms page={page} />
      )}
      <DecidedAbout decided={page.decided} />
      <Said page={page} />
      <DefinitionList
        items={[
          { term: t("col.statements"), description: format.count(page.statements) },
          { term: t("col.access"), description: t(`access.${page.access}`) },
          { term: t("col.moderation"), description: t(`moderation.${page.moderation}`) },
          { term: t("col.shows"), description: t(`shows.${page.shows}`) },
        ]}
      />
      <p>
        <a href={address(`/print/conversations/${slug}`)}>{t("invite.poster")}</a>
        {isOver(state) ? null : (
          <>
            {" · "}
            <a href={address(`/print/conversation-form/${slug}`)}>{t("paper.form")}</a>
          </>
        )}
      </p>
    </>
  );
}

function Forms({ page }: { readonly page: ConversationPage }): ReactNode {
  const { language, address } = useFrame();
  const t = conversationMessages.t(language);
  const { slug, next, attempt, isIn, said, statements } = page;
  const action = address(`/conversations/${slug}`);
  const errorOf = (form: string) =>
    attempt?.form === form
      ? { word: shellMessages.t(language)("notice.error"), text: faultText(language, attempt.fault) }
      : undefined;
  if (!isIn)
    return (
      <Section id="enter" title={t("enter.title")} lead={t("enter.lead")}>
        <form method="post" action={`${action}#enter`} className="form">
          <FormField
            name="code"
            label={t("enter.code")}
            error={errorOf("enter") ?? errorOf("vote") ?? errorOf("write")}
            control={{
              kind: "input",
              autoComplete: "off",
              width: "medium",
              defaultValue: attempt?.form === "enter" ? attempt.said : undefined,
            }}
          />
          <Button name="do" value="enter">
            {t("enter.do")}
          </Button>
        </form>
      </Section>
    );
  const voteError = errorOf("vote");
  return (
    <>
      <Section id="vote" title={t("vote.title")} lead={t("vote.lead")}>
        <Done words={{ voted: t(next === null ? "done.voted-last" : "done.voted") }} />
        <p>{t("vote.progress", { said: said.length, statements })}</p>
        {voteError === undefined ? null : (
          <Notice kind="error" word={voteError.word} role="alert">
            <p>{voteError.text}</p>
          </Notice>
        )}
        {next === null ? (
          <p>{t("vote.all-done")}</p>
        ) : (
          <form method="post" action={`${action}#vote`} className="form">
            <input type="hidden" name="do" value="vote" />
            <input type="hidden" name="statement" value={next.number} />
            <fieldset>
              <legend className="asked-statement">
                <StatementText statement={next} />
              </legend>
              {next.before === null ? null : <p>{t("vote.before", { vote: t(`vote.${next.before}`) })}</p>}
              <div className="actions">
                {voteWords.map((word) => (
                  <Button
                    key={word}
                    name="vote"
                    value={word}
                    variant={word === "pass" ? "secondary" : "primary"}
                  >
                    {t(`vote.${word}`)}
                  </Button>
                ))}
              </div>
            </fieldset>
          </form>
        )}
      </Section>
      <Section id="write" title={t("write.title")} lead={t(`write.lead-${page.moderation}`)}>
        {/* Where the browser lands: what is said at the head of the page is out of sight there. */}
        <Done words={{ written: t("done.written"), waits: t("done.waits") }} />
        <form method="post" action={`${action}#write`} className="form">
          <FormField
            name="statement"
            label={t("write.statement")}
            hint={t("write.hint", { most: MOST.statement })}
            error={errorOf("write")}
            control={{
              kind: "textarea",
              rows: 3,
              defaultValue: attempt?.form === "write" ? attempt.said : undefined,
            }}
          />
          <Button name="do" value="write" variant="secondary">
            {t("write.do")}
          </Button>
        </form>
      </Section>
    </>
  );
}

function Said({ page: { slug, said, state } }: { readonly page: ConversationPage }): ReactNode {
  const { language, address } = useFrame();
  const t = conversationMessages.t(language);
  if (said.length === 0) return null;
  return (
    <Section id="said" title={t("said.title")} lead={t("said.lead")}>
      <ul>
        {said.map((statement) => (
          <li key={statement.number}>
            <StatementText statement={statement} /> <strong>{t(`vote.${statement.vote}`)}</strong>{" "}
            {state === "open" ? (
              <a href={address(`/conversations/${slug}?statement=${statement.number}#vote`)}>
                {t("said.change", { number: statement.number })}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      <form method="post" action={address(`/conversations/${slug}`)} className="form">
        <p>{t("said.leave-text")}</p>
        <div className="actions">
          <Button name="do" value="leave" variant="secondary">
            {t("said.leave")}
          </Button>
          {state === "open" ? (
            <Button name="do" value="forget" variant="danger">
              {t("said.forget")}
            </Button>
          ) : null}
        </div>
      </form>
    </Section>
  );
}
