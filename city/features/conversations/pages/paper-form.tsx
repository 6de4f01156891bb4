import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, languages, visibleText } from "../../../web/language/index.ts";
import type { Way } from "../../service-desk/index.ts";
import { Qr } from "../../votes/pages/qr.tsx";
import { conversationMessages } from "../messages.ts";
import type { PaperFormPage } from "../papers.ts";
import { voteWords } from "../taking-part.ts";

type Printed = PaperFormPage & { readonly way: Way };

export function loader({ context }: LoaderFunctionArgs): Printed {
  return pageData<Printed>(context);
}

type Said =
  | "paper.form-title"
  | "paper.form-code"
  | "paper.form-number"
  | "paper.form-note"
  | "vote.agree"
  | "vote.disagree"
  | "vote.pass";

/** A conversation on paper: every line in three languages, each statement in those that somebody has written it in. */
export default function PaperForm(): ReactNode {
  const { slug, titles, access, isOver, statements, way } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = conversationMessages.t(language);
  const each = (key: Said): ReactNode =>
    languages.map((other) => (
      <span key={other} lang={htmlLanguage[other]}>
        {conversationMessages.t(other)(key)}
      </span>
    ));
  const ofTitle = languages.filter(
    (other) => languages.find((one) => titles[one] === titles[other]) === other,
  );
  return (
    <>
      <title>{`${t("paper.form")} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t("paper.form")} lead={t(isOver ? "closed.text" : "paper.form-lead")} />
        <p>
          <a href={address(`/conversations/${slug}`)}>{t("paper.back")}</a>
        </p>
      </div>
      <article className="paper-form">
        <header>
          <p className="paper-form-title">{each("paper.form-title")}</p>
          <p className="paper-code">{way.code}</p>
          <Qr code={way.qr} label={t("paper.qr", { address: way.address })} />
          <p>{way.address}</p>
        </header>
        {ofTitle.map((other) => (
          <p key={other} lang={htmlLanguage[other]}>
            <strong>{visibleText(titles[other])}</strong>
          </p>
        ))}
        <div className="paper-form-field">
          <p>{each(access === "code" ? "paper.form-code" : "paper.form-number")}</p>
        </div>
        <ol className="paper-statements">
          {statements.map(({ number, texts }) => (
            <li key={number} value={number}>
              {languages.map((other) =>
                texts[other] === undefined ? null : (
                  <p key={other} lang={htmlLanguage[other]}>
                    {visibleText(texts[other])}
                  </p>
                ),
              )}
              <ul className="paper-slip-boxes">
                {voteWords.map((word) => (
                  <li key={word} className="paper-choice">
                    {each(`vote.${word}`)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
        <p className="paper-form-note">{each("paper.form-note")}</p>
      </article>
    </>
  );
}
