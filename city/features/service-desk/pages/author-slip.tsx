import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { Qr } from "../../votes/pages/qr.tsx";
import { serviceDeskMessages } from "../messages.ts";
import type { AuthorSlipPage } from "../print-pages.ts";

export function loader({ context }: LoaderFunctionArgs): AuthorSlipPage {
  return pageData<AuthorSlipPage>(context);
}

/** What an author takes home: the only key to their proposal, as a square and as signs to type. */
export default function AuthorSlip(): ReactNode {
  const { id, title, titleLanguage, code, address: typedAt, qr } = useLoaderData<typeof loader>();
  const { language } = useFrame();
  const t = serviceDeskMessages.t(language);
  return (
    <>
      <title>{`${t("author.page-title")} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t("author.page-title")} lead={t("author.lead")} />
      </div>
      <article className="paper-sheet paper-slip">
        <p className="paper-kicker">{t("author.title", { id })}</p>
        <p className="paper-text" lang={htmlLanguage[titleLanguage]}>
          <strong>{title === null ? id : visibleText(title)}</strong>
        </p>
        <div className="paper-way">
          <div className="paper-way-square">
            <Qr code={qr} label={t("author.page-title")} />
          </div>
          <div>
            <p className="paper-code" data-long="">
              {code}
            </p>
            <p>{t("author.how", { address: typedAt })}</p>
            <p>{t("author.keep")}</p>
          </div>
        </div>
      </article>
    </>
  );
}
