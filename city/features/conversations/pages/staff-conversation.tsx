import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  FormField,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, languages, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { codeText } from "../../votes/words.ts";
import { conversationMessages } from "../messages.ts";
import { FEWEST_STATEMENTS, isOver, MOST, type Statement } from "../model.ts";
import type { StaffConversationPage } from "../staff-pages.ts";
import { conversationStateName, faultText } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): StaffConversationPage {
  return pageData<StaffConversationPage>(context);
}

export default function StaffConversation(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = conversationMessages.t(language);
  const shell = shellMessages.t(language);
  const { conversation, statements, attempt } = page;
  const title = conversation.titles[language];
  const action = address(`/staff/conversations/${conversation.slug}`);
  const waiting = statements.filter(({ state }) => state === "waiting");
  const languageOptions = languages.map((value) => ({ value, label: shell(`language.${value}`) }));
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("staff.title"), href: address("/staff/conversations") }, { label: title }]}
      />
      <PageHeading title={title}>
        <Tag tone={conversation.state === "open" ? "info" : "neutral"}>
          {conversationStateName(language, conversation.state)}
        </Tag>
      </PageHeading>
      <Done words={{ done: t("done.done"), made: t("done.made") }} />
      {attempt === null || attempt.form === "seed" ? null : (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{faultText(language, attempt.fault)}</p>
        </Notice>
      )}
      {conversation.state === "draft" ? (
        <Section id="open" title={t("open.title")} lead={t("open.lead", { fewest: FEWEST_STATEMENTS })}>
          <form method="post" action={action}>
            <Button name="do" value="open">
              {t("open.do")}
            </Button>
          </form>
        </Section>
      ) : null}
      {conversation.state === "draft" ? null : (
        <p>
          <a href={address(`/conversations/${conversation.slug}`)}>{t("staff.public")}</a>
        </p>
      )}
      {conversation.state === "draft" ? null : <Invite page={page} />}
      {isOver(conversation.state) ? (
        <Section id="decide" title={t("decide.title")} lead={t("decide.lead")}>
          <p>
            <a href={address(`/conversation-results/${conversation.slug}`)}>{t("results.short")}</a>
          </p>
          <p>
            <a href={address(`/staff/decisions?about=conversation:${encodeURIComponent(conversation.slug)}`)}>
              {t("decide.do")}
            </a>
          </p>
        </Section>
      ) : null}
      {waiting.length === 0 ? null : (
        <Section id="waiting" title={t("waiting.title")} lead={t("waiting.lead")}>
          <Statements statements={waiting} action={action} />
        </Section>
      )}
      {isOver(conversation.state) ? null : (
        <Section id="seed" title={t("seed.title")} lead={t("seed.lead")}>
          <form method="post" action={`${action}#seed`} className="form">
            <FormField
              name="text"
              label={t("write.statement")}
              hint={t("write.hint", { most: MOST.statement })}
              error={
                attempt?.form === "seed"
                  ? { word: shell("notice.error"), text: faultText(language, attempt.fault) }
                  : undefined
              }
              control={{
                kind: "textarea",
                rows: 3,
                defaultValue: attempt?.form === "seed" ? attempt.said.text : undefined,
              }}
            />
            <FormField
              name="language"
              label={t("seed.language")}
              control={{ kind: "select", options: languageOptions, defaultValue: language }}
            />
            <Button name="do" value="seed">
              {t("seed.do")}
            </Button>
          </form>
        </Section>
      )}
      {conversation.access === "code" && !isOver(conversation.state) ? (
        <Section id="codes" title={t("codes.title")} lead={t("codes.lead", { count: page.invited })}>
          <form method="post" action={`${action}#codes`} className="form screen-only">
            <FormField
              name="count"
              label={t("codes.count")}
              control={{ kind: "input", inputMode: "numeric", width: "short", defaultValue: "20" }}
            />
            <Button name="do" value="codes" variant="secondary">
              {t("codes.do")}
            </Button>
          </form>
          {page.codes.length === 0 ? null : (
            <>
              <p className="screen-only">{t("codes.once")}</p>
              <ul className="desk-codes">
                {page.codes.map((code) => (
                  <li key={code}>
                    <strong className="desk-code">{codeText(code, " ")}</strong>
                    {languages.map((other) => (
                      <span key={other} lang={htmlLanguage[other]}>
                        {conversationMessages.t(other)("codes.how", { title: conversation.titles[other] })}
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Section>
      ) : null}
      <Section id="statements" title={t("statements.title")}>
        <Statements statements={statements.filter(({ state }) => state !== "waiting")} action={action} />
      </Section>
      {/* Last, for what is pressed here cannot be taken back. */}
      {conversation.state === "open" ? (
        <Section id="close" title={t("close.title")} lead={t("close.lead")}>
          <form method="post" action={action}>
            <Button name="do" value="close" variant="danger">
              {t("close.do")}
            </Button>
          </form>
        </Section>
      ) : null}
    </>
  );
}

/** The text to copy, the poster, and the ways of paper. */
function Invite({ page: { conversation, link } }: { readonly page: StaffConversationPage }): ReactNode {
  const { language, address } = useFrame();
  const t = conversationMessages.t(language);
  const { slug, state, access, titles } = conversation;
  return (
    <Section id="invite" title={t("invite.title")} lead={t("invite.lead")}>
      {languages.map((other) => (
        <blockquote key={other} className="quoted" lang={htmlLanguage[other]}>
          {conversationMessages.t(other)(access === "code" ? "invite.text-code" : "invite.text", {
            title: titles[other],
            address: link.replace(":lang", other),
          })}
        </blockquote>
      ))}
      <ul>
        <li>
          <a href={address(`/print/conversations/${slug}`)}>{t("invite.poster")}</a>
        </li>
        {state === "open" ? (
          <>
            <li>
              <a href={address(`/print/conversation-form/${slug}`)}>{t("paper.form")}</a>
            </li>
            <li>
              <a href={address(`/staff/conversation-papers/${slug}`)}>{t("paper.enter")}</a>
            </li>
          </>
        ) : null}
      </ul>
    </Section>
  );
}

function Statements({
  statements,
  action,
}: {
  readonly statements: readonly Statement[];
  readonly action: string;
}): ReactNode {
  const { language } = useFrame();
  const t = conversationMessages.t(language);
  if (statements.length === 0) return <p>{t("statements.none")}</p>;
  return (
    <ol>
      {statements.map((statement) => (
        <li key={statement.number} value={statement.number} id={`statement-${statement.number}`}>
          {languages.map((other) =>
            statement.texts[other] === undefined ? null : (
              <p key={other} lang={htmlLanguage[other]}>
                {visibleText(statement.texts[other])}
              </p>
            ),
          )}
          <p>
            <Tag tone={statement.state === "hidden" ? "warn" : "neutral"}>
              {t(`statement.${statement.state}`)}
            </Tag>{" "}
            {t(`origin.${statement.origin}`)}
            {statement.reason === null ? "" : ` · ${visibleText(statement.reason)}`}
          </p>
          <details>
            <summary>{t("statement.act", { number: statement.number })}</summary>
            <StatementForms statement={statement} action={action} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function StatementForms({
  statement,
  action,
}: {
  readonly statement: Statement;
  readonly action: string;
}): ReactNode {
  const { language } = useFrame();
  const t = conversationMessages.t(language);
  const shell = shellMessages.t(language);
  const id = (name: string): string => `${name}-${statement.number}`;
  const hidden = (
    <>
      <input type="hidden" name="number" value={statement.number} />
      <input type="hidden" name="expected" value={statement.state} />
    </>
  );
  const others = languages.filter((other) => other !== statement.language);
  return (
    <>
      {statement.state === "shown" ? null : (
        <form method="post" action={action} className="form">
          {hidden}
          <Button name="do" value="show">
            {t("statement.show-do", { number: statement.number })}
          </Button>
        </form>
      )}
      {statement.state === "hidden" ? (
        <form method="post" action={action} className="form">
          {hidden}
          <Button name="do" value="erase" variant="danger">
            {t("statement.erase-do", { number: statement.number })}
          </Button>
        </form>
      ) : (
        <form method="post" action={action} className="form">
          {hidden}
          <FormField
            name="reason"
            id={id("reason")}
            label={t("statement.reason")}
            hint={t("statement.reason-hint")}
            control={{ kind: "input", autoComplete: "off", maxLength: MOST.reason }}
          />
          <Button name="do" value="hide" variant="danger">
            {t("statement.hide-do", { number: statement.number })}
          </Button>
        </form>
      )}
      {statement.state === "hidden" ? null : (
        <form method="post" action={action} className="form">
          {hidden}
          <FormField
            name="text"
            id={id("text")}
            label={t("statement.translation")}
            control={{ kind: "textarea", rows: 2 }}
          />
          <FormField
            name="language"
            id={id("language")}
            label={t("seed.language")}
            control={{
              kind: "select",
              options: others.map((value) => ({ value, label: shell(`language.${value}`) })),
            }}
          />
          <Button name="do" value="translate" variant="secondary">
            {t("statement.translate-do", { number: statement.number })}
          </Button>
        </form>
      )}
    </>
  );
}
