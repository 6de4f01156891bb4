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
import { colonOf, commaOf, htmlLanguage, languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { voteMessages } from "../messages.ts";
import { FEWEST_VOTES } from "../released.ts";
import type { RoundPage } from "../round-pages.ts";
import { feelingsText } from "../words.ts";
import { Disclosure } from "./disclosure.tsx";
import { Qr } from "./qr.tsx";

export function loader({ context }: LoaderFunctionArgs): RoundPage {
  return pageData<RoundPage>(context);
}

export default function Round(): ReactNode {
  const { round, measure, places, result, others, invitations, fault } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = voteMessages.t(language);
  const shell = shellMessages.t(language);
  const title = t("round.title", { number: String(round.id) });
  const dates = `${format.plainDate(round.fromDate)} – ${format.plainDate(round.toDate)}`;
  const houses = [...Map.groupBy(places, ({ building }) => building[language])];
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <div className="screen-only">
        <Breadcrumbs
          label={shell("breadcrumbs.label")}
          items={[{ label: t("rounds.title"), href: address("/staff/rounds") }, { label: title }]}
        />
        <PageHeading
          title={title}
          kicker={measure === null ? t("round.no-measure") : measure[language]}
          lead={t(`period.${round.period}`) + commaOf[language] + dates}
        />
        <DefinitionList
          items={[
            { term: t("round.season"), description: t(`season.${round.season}`) },
            {
              term: t("round.wording"),
              description: t("round.wording-text", { version: String(round.wording) }),
            },
            {
              term: t("round.where"),
              description: houses
                .map(
                  ([house, own]) =>
                    house + colonOf[language] + format.list(own.map(({ room }) => room[language])),
                )
                .join("; "),
            },
            {
              term: t("round.answers"),
              description: t("round.of-codes", { used: round.used, made: round.made }),
            },
            {
              term: t("round.result"),
              description:
                result.kind === "told"
                  ? feelingsText(language, format, result.feelings)
                  : t(`round.result-${result.kind}`, { fewest: FEWEST_VOTES }),
            },
            ...others.map(({ round: other, reasons }) => ({
              term: t("round.against", { number: String(other.id) }),
              description:
                reasons.length === 0
                  ? t("round.comparable")
                  : format.list(reasons.map((reason) => t(`not-comparable.${reason}`))),
            })),
          ]}
        />
        <Disclosure />
        {result.kind !== "not-over" ? null : (
          <Section id="codes" title={t("codes.title")} lead={t("codes.lead")}>
            <form method="post" action={address(`/staff/rounds/${round.id}`)} className="form">
              <FormField
                name="count"
                label={t("codes.count")}
                error={
                  fault === null
                    ? undefined
                    : { word: shell("notice.error"), text: t(`round-fault.${fault}`) }
                }
                control={{ kind: "input", inputMode: "numeric", width: "short", defaultValue: "30" }}
              />
              <Button>{t("codes.make")}</Button>
            </form>
          </Section>
        )}
      </div>
      {invitations.length === 0 ? null : (
        <Section id="invitations" title={t("invitations.title")}>
          <div className="screen-only">
            <Notice kind="warn" word={shell("notice.warn")} role="status">
              <p>{t("invitations.once")}</p>
            </Notice>
          </div>
          <ul className="invitations">
            {invitations.map((invitation) => (
              <li key={invitation.code} className="invitation">
                <Qr code={invitation.qr} label={t("poster.qr", { address: invitation.address })} />
                <div>
                  {languages.map((other) => (
                    <p key={other} lang={htmlLanguage[other]}>
                      {voteMessages.t(other)("invitation.text", { from: round.fromDate, to: round.toDate })}
                    </p>
                  ))}
                  <p className="invitation-address">{invitation.address}</p>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
