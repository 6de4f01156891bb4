import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, languages, visibleText } from "../../../web/language/index.ts";
import { Qr } from "../../votes/pages/qr.tsx";
import { serviceDeskMessages } from "../messages.ts";
import type { WhyFormPage } from "../print-pages.ts";

export function loader({ context }: LoaderFunctionArgs): WhyFormPage {
  return pageData<WhyFormPage>(context);
}

type Said = "title" | "about" | "question" | "language" | "note" | "desk";

/** "Why not?" on paper: one sheet, every line in three languages, with the code that a desk types in. */
export default function WhyForm(): ReactNode {
  const { titles, way } = useLoaderData<typeof loader>();
  const { language } = useFrame();
  const t = serviceDeskMessages.t(language);
  const each = (key: Said): ReactNode =>
    languages.map((other) => (
      <span key={other} lang={htmlLanguage[other]}>
        {serviceDeskMessages.t(other)(`why.${key}`)}
      </span>
    ));
  const field = (key: Said, height: "short" | "tall", after?: ReactNode): ReactNode => (
    <div className="paper-form-field" data-height={height}>
      <p>{each(key)}</p>
      {after}
    </div>
  );
  return (
    <>
      <title>{`${t("why.page-title")} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t("why.page-title")} lead={t("why.lead")} />
      </div>
      <article className="paper-form">
        <header>
          <p className="paper-form-title">{each("title")}</p>
          <p className="paper-code">{way.code}</p>
          <Qr code={way.qr} label={t("poster.qr", { address: way.address })} />
          <p>{way.address}</p>
        </header>
        {field(
          "about",
          "short",
          [...new Set(languages.map((other) => titles[other]))].map((title) => (
            <p key={title}>
              <strong>{visibleText(title)}</strong>
            </p>
          )),
        )}
        {field("question", "tall")}
        {field("language", "short")}
        <p className="paper-form-note">{each("note")}</p>
        {field("desk", "short")}
      </article>
    </>
  );
}
