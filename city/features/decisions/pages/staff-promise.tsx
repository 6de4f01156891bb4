import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { SaidAnswer } from "../follow-ups.ts";
import { decisionMessages } from "../messages.ts";
import { evidenceKinds } from "../outcome.ts";
import { officeStates } from "../promise-state.ts";
import type { StaffPromisePage } from "../staff-pages.ts";
import { faultText, promiseStateWord } from "../words.ts";
import { PromiseCard } from "./promise-card.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffPromisePage {
  return pageData<StaffPromisePage>(context);
}

export default function AnswerPromise(): ReactNode {
  const { promise, said, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const title = t("promise-desk.answer", { number: promise.id });
  const error = (field: keyof SaidAnswer) =>
    fault?.field === field
      ? { word: shell("notice.error"), text: faultText(language, fault.code) }
      : undefined;
  const isByVerdict = promise.byVerdict;
  const isAnswered = promise.answers.some(({ verdict }) => verdict !== null);
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("promise-desk.title"), href: address("/staff/promises") }, { label: title }]}
      />
      <PageHeading title={title} lead={promise.decision.titles[language]} />
      <Done words={{ answered: t("done.promise") }} />
      <p>
        <a href={address(`/decisions/${promise.decisionId}`)}>{t("col.decision")}</a>
      </p>
      <PromiseCard promise={promise} />
      <Section id="answer" title={t("promise-desk.say")} lead={t("promise-desk.say-lead")}>
        {isAnswered ? (
          <p>{t("promise-desk.answered")}</p>
        ) : (
          <>
            {isByVerdict ? (
              <Notice kind="info" word={shell("notice.info")}>
                <p>{t("promise-desk.verdict")}</p>
              </Notice>
            ) : null}
            <form method="post" action={address(`/staff/promises/${promise.id}`)} className="form">
              <FormField
                name="state"
                label={t("col.state")}
                error={error("state")}
                required={t("required")}
                control={{
                  kind: "radio",
                  defaultValue: said?.state,
                  options: officeStates
                    .filter((state) => state !== "kept" || !isByVerdict)
                    .map((state) => ({ value: state, label: promiseStateWord(language, state) })),
                }}
              />
              {isByVerdict ? null : (
                <FormField
                  name="doneDate"
                  label={t("promise-desk.done")}
                  hint={t("promise-desk.done-hint")}
                  error={error("doneDate")}
                  control={{ kind: "input", type: "date", width: "short", defaultValue: said?.doneDate }}
                />
              )}
              <FormField
                name="text"
                label={t("promise-desk.text")}
                required={t("required")}
                error={error("text")}
                control={{ kind: "textarea", rows: 4, defaultValue: said?.text }}
              />
              <FormField
                name="evidenceKind"
                label={t("promise-desk.evidence-kind")}
                error={error("evidenceKind")}
                control={{
                  kind: "select",
                  defaultValue: said?.evidenceKind,
                  options: evidenceKinds.map((kind) => ({ value: kind, label: t(`evidence.${kind}`) })),
                }}
              />
              <FormField
                name="evidence"
                label={t("promise-desk.evidence")}
                hint={t("promise-desk.evidence-hint")}
                error={error("evidence")}
                control={{ kind: "input", defaultValue: said?.evidence, autoComplete: "off", maxLength: 500 }}
              />
              <Button name="do" value="answer">
                {t("promise-desk.do")}
              </Button>
            </form>
          </>
        )}
      </Section>
    </>
  );
}
