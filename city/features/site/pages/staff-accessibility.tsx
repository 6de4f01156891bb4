import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  DefinitionList,
  EmptyState,
  FormField,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { OUTCOMES, type ReportedFault } from "../faults.ts";
import { siteMessages } from "../messages.ts";
import type { StaffAccessibilityPage } from "../site-pages.ts";
import { faultText, outcomeTone } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): StaffAccessibilityPage {
  return pageData<StaffAccessibilityPage>(context);
}

export default function StaffAccessibility(): ReactNode {
  const { faults } = useLoaderData<typeof loader>();
  const { language } = useFrame();
  const t = siteMessages.t(language);
  const [open, closed] = [true, false].map((isOpen) =>
    faults.filter(({ state }) => (state === "open") === isOpen),
  ) as [ReportedFault[], ReportedFault[]];
  return (
    <>
      <title>{`${t("staff.title")} · Husting`}</title>
      <PageHeading title={t("staff.title")} lead={t("staff.lead")} />
      <Done words={{ answered: t("staff.done") }} />
      {faults.length === 0 ? <EmptyState title={t("staff.none")}>{null}</EmptyState> : null}
      {open.length === 0 ? null : (
        <Section id="open" title={t("staff.open")}>
          {open.map((fault) => (
            <Fault key={fault.id} fault={fault} />
          ))}
        </Section>
      )}
      {closed.length === 0 ? null : (
        <Section id="closed" title={t("staff.closed")}>
          {closed.map((fault) => (
            <Fault key={fault.id} fault={fault} />
          ))}
        </Section>
      )}
    </>
  );
}

function Fault({ fault }: { readonly fault: ReportedFault }): ReactNode {
  const { language, format } = useFrame();
  const t = siteMessages.t(language);
  const { id, page, text, wantsAnswer, madeAtMs, state, answer, publicText } = fault;
  const written = { lang: htmlLanguage[fault.language] };
  return (
    <article className="boxed" id={`fault-${id}`}>
      <blockquote className="quoted written" {...written}>
        {text.split("\n").map(visibleText).join("\n")}
      </blockquote>
      <DefinitionList
        items={[
          ...(page === ""
            ? []
            : [{ term: t("staff.page"), description: <span {...written}>{visibleText(page)}</span> }]),
          { term: t("staff.came"), description: format.date(madeAtMs, "dateTime") },
          { term: t("staff.answer"), description: wantsAnswer ? t("staff.wants") : t("staff.no-address") },
        ]}
      />
      {state === "open" ? null : (
        <>
          <p>
            <Tag tone={outcomeTone[state]}>{t(`staff.state.${state}`)}</Tag>
          </p>
          {[answer, publicText].map((said) =>
            said === null ? null : (
              <p key={said} {...written}>
                {visibleText(said)}
              </p>
            ),
          )}
        </>
      )}
      {state === "open" || state === "known" ? <Answer fault={fault} /> : null}
    </article>
  );
}

function Answer({
  fault: { id, language: written, state, publicText },
}: {
  readonly fault: ReportedFault;
}): ReactNode {
  const { attempt } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = siteMessages.t(language);
  const shell = shellMessages.t(language);
  const word = shell("notice.error");
  const own = attempt?.id === id ? attempt : null;
  const said = own?.said ?? {
    answer: "",
    publicText: publicText ?? "",
    outcome: state === "known" ? "mended" : "known",
  };
  const errorOf = (field: "answer" | "publicText") =>
    own !== null && "field" in own.fault && own.fault.field === field
      ? { word, text: faultText(language, own.fault, said[field]) }
      : undefined;
  const ofReport = { language: shell(`language.${written}`) };
  return (
    <form method="post" action={`${address("/staff/accessibility")}#fault-${id}`} className="form">
      {own === null || "field" in own.fault ? null : (
        <Notice kind="error" role="alert" word={word}>
          <p>{faultText(language, own.fault, "")}</p>
        </Notice>
      )}
      <input type="hidden" name="id" value={id} />
      <FormField
        id={`answer-${id}`}
        name="answer"
        label={t("staff.answer")}
        hint={t("staff.answer-hint", ofReport)}
        required={t("field.required")}
        error={errorOf("answer")}
        control={{ kind: "textarea", rows: 3, defaultValue: said.answer }}
      />
      <FormField
        id={`outcome-${id}`}
        name="outcome"
        label={t("staff.as")}
        control={{
          kind: "radio",
          defaultValue: said.outcome,
          options: OUTCOMES.map((value) => ({ value, label: t(`staff.as-${value}`) })),
        }}
      />
      <FormField
        id={`public-${id}`}
        name="publicText"
        label={t("staff.public")}
        hint={t("staff.public-hint", ofReport)}
        error={errorOf("publicText")}
        control={{ kind: "textarea", rows: 2, defaultValue: said.publicText }}
      />
      <Button>{t("staff.save")}</Button>
    </form>
  );
}
