import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, languages } from "../../../web/language/index.ts";
import { PaperSlip } from "../../heard/pages/paper-slip.tsx";
import { Qr } from "../../votes/pages/qr.tsx";
import type { PrintedForm } from "../form-pages.ts";
import { proposalMessages } from "../messages.ts";

export function loader({ context }: LoaderFunctionArgs): PrintedForm {
  return pageData<PrintedForm>(context);
}

/** The paper form: one sheet, every question in three languages and in the order in which a desk types it in. */
export default function ProposalForm(): ReactNode {
  const { address: typedAt, qr, names, code, questions } = useLoaderData<typeof loader>();
  const { language } = useFrame();
  const t = proposalMessages.t(language);
  const each = (key: Question): ReactNode =>
    languages.map((other) => (
      <span key={other} lang={htmlLanguage[other]}>
        {proposalMessages.t(other)(`form.${key}`)}
      </span>
    ));
  return (
    <>
      <title>{`${t("form.page-title")} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t("form.page-title")} lead={t("form.page-lead")} />
      </div>
      <article className="paper-form">
        <header>
          <p className="paper-form-title">{each("title")}</p>
          <p>{[...new Set(languages.map((other) => names[other]))].join(" · ")}</p>
          <Qr code={qr} label={t("form.qr", { address: typedAt })} />
          <p>
            {typedAt} <strong className="paper-code">{code}</strong>
          </p>
        </header>
        {QUESTIONS.map(([key, height], index) => (
          <div key={key} className="paper-form-field" data-height={height}>
            <p>
              <strong>{index + 1}</strong> {each(key)}
            </p>
          </div>
        ))}
        <p className="paper-form-note">{each("note")}</p>
        <div className="paper-form-field" data-height="short">
          <p>{each("desk")}</p>
        </div>
      </article>
      {questions === null ? null : <PaperSlip questions={questions} />}
    </>
  );
}

type Question = "title" | "what" | "why" | "where" | "language" | "name" | "show" | "email" | "note" | "desk";

const QUESTIONS: readonly (readonly [Question, "short" | "tall"])[] = [
  ["what", "short"],
  ["why", "tall"],
  ["where", "short"],
  ["language", "short"],
  ["name", "short"],
  ["show", "short"],
  ["email", "short"],
];
