import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { formats, htmlLanguage, type Language, languages, visibleText } from "../../../web/language/index.ts";
import { moneyText } from "../../decisions/words.ts";
import { Qr } from "../../votes/pages/qr.tsx";
import type { InvitationPage } from "../invitations.ts";
import { serviceDeskMessages } from "../messages.ts";
import { Simulated } from "./paper-way.tsx";

export function loader({ context }: LoaderFunctionArgs): InvitationPage {
  return pageData<InvitationPage>(context);
}

/** One page of A4 for a wall, in three languages: what everybody is asked, and the ways to take part. */
export default function Invitation(): ReactNode {
  const { kind, path, titles, budget, standing, isForSome, said, way } = useLoaderData<typeof loader>();
  const { language, zone, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  const budgetText = (other: Language, of: NonNullable<InvitationPage["budget"]>): string => {
    const format = formats(other, zone);
    return serviceDeskMessages.t(other)("invitation.budget-text", {
      amount: moneyText(format, of.amountMinor, of.currency),
      opens: format.date(of.opensAtMs, "day"),
      closes: format.date(of.closesAtMs, "day"),
    });
  };
  const heading = t("invitation.page-title", { title: titles[language] });
  return (
    <>
      <title>{`${heading} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={heading} lead={t("poster.lead")} />
        <p>
          <a href={address(path)}>{t("back")}</a>
        </p>
      </div>
      <article className="paper-sheet paper-invitation">
        {said.map(({ language: other, title, text }) => (
          <section key={other} lang={htmlLanguage[other]}>
            <p className="paper-kicker">{serviceDeskMessages.t(other)(`invitation.${kind}`)}</p>
            <h2 className="paper-title">{visibleText(title)}</h2>
            {text === "" ? null : <p className="paper-text">{visibleText(text)}</p>}
          </section>
        ))}
        <div className="paper-way">
          <div className="paper-way-square">
            <Qr code={way.qr} label={t("poster.qr", { address: way.address })} />
            <p className="paper-code">{way.code}</p>
          </div>
          <div>
            {languages.map((other) => {
              const words = serviceDeskMessages.t(other);
              return (
                <p key={other} lang={htmlLanguage[other]} className="paper-ways">
                  {standing === "open" ? null : (
                    <strong>
                      <span>{words(`invitation.${standing}`)}</span>
                    </strong>
                  )}
                  {budget === null ? null : <span>{budgetText(other, budget)}</span>}
                  <span>{words("poster.web", { address: way.address })}</span>
                  {standing === "open" ? <span>{words("invitation.desk", { code: way.code })}</span> : null}
                  {standing === "open" && isForSome ? (
                    <span>{words(`invitation.for-some-${kind}`)}</span>
                  ) : null}
                </p>
              );
            })}
            <p className="paper-address">{way.address}</p>
          </div>
        </div>
        <Simulated />
      </article>
    </>
  );
}
