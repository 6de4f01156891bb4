import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { stateName } from "../../proposals/words.ts";
import { serviceDeskMessages } from "../messages.ts";
import type { PosterPage } from "../print-pages.ts";
import { PaperWay, Simulated } from "./paper-way.tsx";

export function loader({ context }: LoaderFunctionArgs): PosterPage {
  return pageData<PosterPage>(context);
}

/** One page of A4 for a wall: what is proposed, and how to say that one wants it too. */
export default function Poster(): ReactNode {
  const { id, title, titleLanguage, titleIsLong, text, state, endorsements, canEndorse, atMs, way } =
    useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  return (
    <>
      <title>{`${t("poster.page-title", { id })} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t("poster.page-title", { id })} lead={t("poster.lead")} />
        <p>
          <a href={address(`/proposals/${id}`)}>{t("back")}</a>
        </p>
      </div>
      <article className="paper-sheet">
        <p className="paper-kicker">{t("poster.kicker")}</p>
        <p
          className="paper-title"
          data-long={titleIsLong ? "yes" : undefined}
          lang={htmlLanguage[titleLanguage]}
        >
          {title === null ? `${id}` : visibleText(title)}
        </p>
        {text === null ? null : (
          <>
            <p
              className="paper-text"
              data-long={text.isLong ? "yes" : undefined}
              lang={htmlLanguage[text.language]}
            >
              {text.text.split("\n").map(visibleText).join("\n")}
            </p>
            {text.isEasy || text.isCut ? (
              <p className="paper-note">{t(text.isEasy ? "poster.easy-by" : "poster.beginning")}</p>
            ) : null}
          </>
        )}
        <p className="paper-state">
          {t("poster.state", { state: stateName(language, state) })}
          <br />
          {t("poster.endorsed", { count: endorsements, date: format.date(atMs, "day") })}
        </p>
        <PaperWay
          way={way}
          title={canEndorse ? t("poster.too") : stateName(language, state)}
          ways={
            canEndorse
              ? [
                  t("poster.web", { address: way.address }),
                  t("poster.desk", { code: way.code }),
                  t("poster.paper"),
                ]
              : [t("poster.closed"), t("poster.web", { address: way.address })]
          }
        />
        <p className="paper-note">
          {canEndorse ? `${t("poster.no-account")} ` : null}
          {t("poster.other")}
        </p>
        <Simulated />
      </article>
    </>
  );
}
