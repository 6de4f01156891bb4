import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DefinitionList,
  FormField,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { Reconciliation } from "../closing.ts";
import { budgetMessages } from "../messages.ts";
import type { BallotsPage } from "../public-pages.ts";
import { budgetFaultText } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): BallotsPage {
  return pageData<BallotsPage>(context);
}

/** After closing: the ballots, how they fit the roll, and whether one's own is among them. */
export default function Ballots(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { budget, published } = page;
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  const name = budget.names[language];
  return (
    <>
      <title>{`${t("ballots.title", { name })} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[
          { label: t("list.title"), href: address("/budgets") },
          { label: name, href: address(`/budgets/${budget.id}`) },
          { label: t("budget.ballots") },
        ]}
      />
      <PageHeading
        title={t("ballots.title", { name })}
        lead={
          published === null
            ? t("ballots.not-yet", { closes: format.date(budget.closesAtMs, "dateTime") })
            : t("ballots.lead")
        }
      />
      {published === null ? null : (
        <>
          <Section id="receipt" title={t("check.title")} lead={t("check.lead")}>
            <form method="post" action={`${address(`/ballots/${budget.id}`)}#receipt`} className="form">
              <FormField
                name="receipt"
                id="receipt-sought"
                label={t("voted.receipt")}
                control={{ kind: "input", defaultValue: page.sought?.receipt, autoComplete: "off" }}
              />
              <Button>{t("check.do")}</Button>
            </form>
            <Sought page={page} />
            <p>{t("secret.receipt")}</p>
          </Section>
          <Section id="reconciliation" title={t("reconciliation.title")} lead={t("reconciliation.lead")}>
            <ReconciliationList reconciliation={published.reconciliation} />
          </Section>
          <Section id="files" title={t("files.title")} lead={t("files.lead")}>
            <ul>
              <li>
                <a href={`/budgets/${budget.id}/ballots.ndjson`}>{t("files.ndjson")}</a>
              </li>
              <li>
                <a href={`/budgets/${budget.id}/ballots.pb`}>{t("files.pabulib")}</a>
              </li>
              {budget.state === "counted" ? (
                <li>
                  <a href={`/budgets/${budget.id}/result.json`}>{t("files.result")}</a>
                </li>
              ) : null}
            </ul>
            <p>{t("files.root")}</p>
            <p className="written">{published.root}</p>
            <p>{t("files.recount")}</p>
          </Section>
        </>
      )}
    </>
  );
}

function Sought({ page: { sought, projects } }: { readonly page: BallotsPage }): ReactNode {
  const { language, format } = useFrame();
  const t = budgetMessages.t(language);
  const shell = shellMessages.t(language);
  if (sought === null) return null;
  const { proof } = sought;
  if (proof === null)
    return (
      <Notice kind="warn" role="status" word={shell("notice.warn")}>
        <p>{budgetFaultText(language, { code: "receipt-unknown" })}</p>
      </Notice>
    );
  const { choices } = JSON.parse(proof.line) as { choices: Record<string, number> };
  return (
    <Notice kind="info" role="status" word={shell("notice.info")} title={t("check.found")}>
      <p>{t("check.place", { place: proof.leafIndex + 1, of: proof.treeSize })}</p>
      <ul>
        {projects
          .filter(({ id }) => choices[id] !== undefined)
          .map(({ id, names }) => (
            <li key={id}>
              {names[language]}
              {choices[id] === 1 ? null : `: ${format.count(choices[id]!)}`}
            </li>
          ))}
      </ul>
      <details>
        <summary>{t("check.proof")}</summary>
        <p className="written">{proof.line}</p>
        <ol>
          {proof.proof.map((hash) => (
            <li key={hash} className="written">
              {hash}
            </li>
          ))}
        </ol>
      </details>
    </Notice>
  );
}

const LINES = [
  "onRoll",
  "tokensIssued",
  "ballotsOnline",
  "ballotsRefused",
  "papersPrinted",
  "papersHandedOut",
  "papersCounted",
  "papersVoid",
  "ballots",
] as const satisfies readonly (keyof Reconciliation)[];

export function ReconciliationList({
  reconciliation,
}: {
  readonly reconciliation: Reconciliation;
}): ReactNode {
  const { language, format } = useFrame();
  const t = budgetMessages.t(language);
  return (
    <DefinitionList
      items={LINES.map((line) => ({
        term: t(`reconciliation.${line}`),
        description: format.count(reconciliation[line]),
      }))}
    />
  );
}
