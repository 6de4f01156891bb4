import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, htmlLanguage } from "../../../web/language/index.ts";
import { outcomeWord } from "../../decisions/words.ts";
import { serviceDeskMessages } from "../messages.ts";
import type { noticePage } from "../print-pages.ts";
import { PaperWay, Simulated } from "./paper-way.tsx";

type NoticePage = ReturnType<typeof noticePage>;

export function loader({ context }: LoaderFunctionArgs): NoticePage {
  return pageData<NoticePage>(context);
}

/** One page of A4 for a stairwell: what was decided and promised, and how to ask why. */
export default function NoticeSheet(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  const { text, way } = page;
  return (
    <>
      <title>{`${t("notice.page-title")} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t("notice.page-title")} lead={t("notice.lead")} />
        <p>
          <a href={address(`/decisions/${page.id}`)}>{t("back")}</a>
        </p>
      </div>
      <article className="paper-sheet">
        <p className="paper-kicker">
          {t("notice.kicker", {
            body: page.body[language],
            date: format.plainDate(page.date, "long"),
            number: page.caseNumber,
          })}
        </p>
        <p className="paper-title" data-long={page.titleIsLong ? "yes" : undefined}>
          {outcomeWord(language, page.outcome)}
          {colonOf[language]}
          {page.title}
        </p>
        <p
          className="paper-text"
          data-long={text.isLong ? "yes" : undefined}
          lang={htmlLanguage[text.language]}
        >
          {text.text}
        </p>
        {text.isEasy || text.isCut ? (
          <p className="paper-note">{t(text.isEasy ? "notice.easy-by" : "notice.beginning")}</p>
        ) : null}
        <section>
          <h2>{t("notice.promises")}</h2>
          {page.promises.length === 0 ? (
            <p>{t("notice.none")}</p>
          ) : (
            <ul className="paper-promises">
              {page.promises.map((promise) => (
                <li key={promise.id}>
                  <span lang={htmlLanguage[promise.language]}>{promise.text}</span>{" "}
                  {t("notice.promise", {
                    date: format.plainDate(promise.dueDate),
                    office: promise.office,
                  })}
                </li>
              ))}
            </ul>
          )}
          {page.more === 0 ? null : <p>{t("notice.more", { count: page.more })}</p>}
        </section>
        <PaperWay
          way={way}
          title={t("notice.why")}
          ways={[
            t("poster.web", { address: way.address }),
            t("poster.desk", { code: way.code }),
            t("notice.why-paper"),
          ]}
        />
        <p className="paper-note">{t("notice.why-how", { days: page.answerDays })}</p>
        <Simulated />
      </article>
    </>
  );
}
