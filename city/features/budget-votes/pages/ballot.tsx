import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  FormField,
  LinkButton,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { budgetMessages } from "../messages.ts";
import type { BallotPage } from "../public-pages.ts";
import { offersMail } from "../ways.ts";
import { ballotText, budgetFaultText } from "../words.ts";
import { BallotForm } from "./ballot-form.tsx";
import { IdentityWay, NoWay } from "./identity-way.tsx";

export function loader({ context }: LoaderFunctionArgs): BallotPage {
  return pageData<BallotPage>(context);
}

/** Every fault that the script may have to tell: its words stand in the page, and it shows them. */
const SCRIPT_FAULTS = [
  "not-voting",
  "too-many",
  "code-wrong",
  "code-spent",
  "blinded-malformed",
  "token-taken",
  "paper-taken",
  "identity-stale",
  "signature-invalid",
  "token-forged",
  "vote-older",
  "ballot-empty",
  "ballot-over",
  "ballot-malformed",
  "ballot-project-unknown",
  "receipt-differs",
  "no-answer",
] as const;

/** The one page of the city with a script: a token is made up and signed blindly, and the vote is cast with it. */
export default function Ballot(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { budget, isOpen, isOver, projects, tokenKey, script } = page;
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  const shell = shellMessages.t(language);
  const name = budget.names[language];
  return (
    <>
      <title>{`${t("vote.title", { name })} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("list.title"), href: address("/budgets") },
          { label: name, href: address(`/budgets/${budget.id}`) },
          { label: t("budget.vote") },
        ]}
      />
      <PageHeading
        title={t("vote.title", { name })}
        lead={ballotText(language, budget.ballot, budget.most)}
      />
      {isOver && tokenKey !== null ? (
        <Over page={page} />
      ) : !isOpen || tokenKey === null ? (
        <p>
          {t("vote.not-open", {
            opens: format.date(budget.opensAtMs, "dateTime"),
            closes: format.date(budget.closesAtMs, "dateTime"),
          })}
        </p>
      ) : (
        <>
          <NoWay page={page} />
          {/* Stands there until the script takes it away: a script that was blocked or got lost must not leave an empty page. */}
          <div id="no-script" className="script-missing">
            <Notice kind="warn" word={shell("notice.warn")} title={t("vote.no-script-title")}>
              <p>{t("vote.no-script")}</p>
              <p>{t("secret.paper")}</p>
            </Notice>
          </div>
          <div
            id="vote"
            className="vote-step"
            hidden
            data-budget={budget.id}
            data-key={JSON.stringify(tokenKey)}
            data-kind={budget.ballot}
            data-most={budget.most ?? ""}
            data-projects={JSON.stringify(projects.map(({ id }) => id))}
          >
            <div id="faults" hidden role="alert" tabIndex={-1}>
              <Notice kind="error" word={shell("notice.error")}>
                {SCRIPT_FAULTS.map((code) => (
                  <p key={code} hidden data-fault={code}>
                    {budgetFaultText(language, { code, most: budget.most ?? 1 })}
                  </p>
                ))}
              </Notice>
            </div>
            <p id="working" hidden role="status">
              {t("vote.working")}
            </p>
            <div id="step-activate" className="vote-step" tabIndex={-1}>
              <Activation page={page} />
            </div>
            <div id="step-ballot" className="vote-step" hidden tabIndex={-1}>
              <BallotForm budget={budget} projects={projects} />
            </div>
            <div id="step-done" className="vote-step" hidden tabIndex={-1}>
              <Voted page={page} />
            </div>
          </div>
          <script type="module" src={script.src} integrity={script.integrity} />
        </>
      )}
    </>
  );
}

/** By an e-identity, a code that comes by mail or from a desk, or with a token that was kept. */
function Activation({ page }: { readonly page: BallotPage }): ReactNode {
  const { language } = useFrame();
  const t = budgetMessages.t(language);
  return (
    <>
      <IdentityWay page={page} />
      {offersMail(page.budget.activation) ? <MailWay page={page} /> : null}
      <Section id="desk" title={t("desk-code.title")} lead={t("desk-code.lead")}>
        <form id="desk-form" className="form">
          <FormField
            name="code"
            id="desk-code"
            label={t("desk-code.code")}
            required={t("field.required")}
            control={{ kind: "input", autoComplete: "off", width: "medium" }}
          />
          <Button variant="secondary">{t("who.take")}</Button>
        </form>
      </Section>
      <Section id="restore" title={t("restore.title")} lead={t("restore.lead")}>
        <form id="restore-form" className="form">
          <FormField
            name="token"
            label={t("restore.token")}
            required={t("field.required")}
            control={{ kind: "textarea", rows: 3 }}
          />
          <Button variant="secondary">{t("restore.do")}</Button>
        </form>
      </Section>
    </>
  );
}

/** By a code that is sent to the address on the roll. */
function MailWay({ page }: { readonly page: BallotPage }): ReactNode {
  const { budget, identity, activation, email, fault, demoAddresses } = page;
  const { language, address, simulated } = useFrame();
  const t = budgetMessages.t(language);
  const error =
    fault === null
      ? undefined
      : { word: shellMessages.t(language)("notice.error"), text: budgetFaultText(language, fault) };
  return (
    <Section id="who" title={t(identity === null ? "who.title" : "activation.mail")} lead={t("who.lead")}>
      {activation === null ? null : (
        <form id="code-form" className="form" data-activation={activation}>
          <p role="status">{t("who.sent", { email })}</p>
          {simulated ? (
            <p>
              <a href={address("/demo/mailbox")} target="_blank" rel="noreferrer">
                {t("who.mailbox")}
              </a>
            </p>
          ) : null}
          <FormField
            name="code"
            id="mail-code"
            label={t("who.code")}
            required={t("field.required")}
            control={{ kind: "input", inputMode: "numeric", autoComplete: "one-time-code", width: "short" }}
          />
          <Button>{t("who.take")}</Button>
        </form>
      )}
      {demoAddresses === null ? null : <p>{t("who.demo", { addresses: demoAddresses })}</p>}
      <form method="post" action={address(`/ballot/${budget.id}`)} className="form">
        <FormField
          name="email"
          label={t("who.email")}
          hint={t("who.email-hint")}
          error={error}
          required={t("field.required")}
          control={{
            kind: "input",
            type: "email",
            autoComplete: "email",
            defaultValue: email,
            width: "medium",
          }}
        />
        <Button variant={activation === null && identity === null ? "primary" : "secondary"}>
          {t(activation === null ? "who.ask" : "who.ask-again")}
        </Button>
      </form>
    </Section>
  );
}

/** After the end: where the ballots stand, and the receipt that this device has kept. */
function Over({ page }: { readonly page: BallotPage }): ReactNode {
  const { budget, script, tokenKey } = page;
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  return (
    <>
      <p>{t("vote.over", { closes: format.date(budget.closesAtMs, "dateTime") })}</p>
      <div className="actions">
        <LinkButton href={address(`/budgets/${budget.id}`)}>{t("vote.over-budget")}</LinkButton>
        <LinkButton href={address(`/ballots/${budget.id}`)}>{t("budget.ballots")}</LinkButton>
      </div>
      <div id="kept" hidden data-budget={budget.id} data-key={JSON.stringify(tokenKey)}>
        <Section id="kept-receipt" title={t("kept.title")} lead={t("kept.lead")}>
          <form method="post" action={`${address(`/ballots/${budget.id}`)}#receipt`} className="form">
            <FormField
              name="receipt"
              id="kept-text"
              label={t("voted.receipt")}
              control={{ kind: "input", autoComplete: "off" }}
            />
            <Button>{t("check.do")}</Button>
          </form>
        </Section>
      </div>
      <script type="module" src={script.src} integrity={script.integrity} />
    </>
  );
}

/** After voting: what stays with the voter. */
function Voted({ page: { budget } }: { readonly page: BallotPage }): ReactNode {
  const { language, address } = useFrame();
  const t = budgetMessages.t(language);
  return (
    <Section id="voted" title={t("voted.title")} lead={t("voted.lead")}>
      <h3>{t("voted.receipt")}</h3>
      <p className="written" id="receipt" />
      <p>
        {t("voted.receipt-text")}{" "}
        <a href={address(`/ballots/${budget.id}`)} target="_blank" rel="noreferrer">
          {t("voted.list")}
        </a>
      </p>
      <p>{t("secret.receipt")}</p>
      <FormField
        name="token-text"
        label={t("voted.token")}
        hint={t("voted.token-text")}
        control={{ kind: "textarea", rows: 4 }}
      />
      <div className="actions">
        <button type="button" className="button" data-variant="secondary" id="change">
          {t("voted.change")}
        </button>
        <button type="button" className="button" data-variant="quiet" id="forget">
          {t("voted.forget")}
        </button>
      </div>
      <p>{t("voted.forget-text")}</p>
    </Section>
  );
}
