import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Card, Cards, LinkButton, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { moneyText } from "../../decisions/words.ts";
import { levelName } from "../../heard/words.ts";
import { CalendarLink } from "../../house-news/pages/calendar-link.tsx";
import { ProposalList } from "../../proposals/pages/proposal-list.tsx";
import { takePartMessages } from "../messages.ts";
import type { TakePartPage } from "../open-now.ts";

export function loader({ context }: LoaderFunctionArgs): TakePartPage {
  return pageData<TakePartPage>(context);
}

export default function TakePart(): ReactNode {
  const { conversations, consultations, proposals, proposalCount, baseUrl } = useLoaderData<typeof loader>();
  const { language, address, format } = useFrame();
  const t = takePartMessages.t(language);
  return (
    <>
      <title>{`${t("title")} · Husting`}</title>
      <PageHeading title={t("title")} lead={t("lead")} />
      <Cards>
        <Card level={2} title={t("room.title")} text={t("room.text")}>
          <LinkButton href={`/v?language=${language}`}>{t("room.go")}</LinkButton>
        </Card>
        <Card level={2} title={t("propose.title")} text={t("propose.text")}>
          <LinkButton href={address("/propose")}>{t("propose.go")}</LinkButton>
        </Card>
        <Card level={2} title={t("paper.title")} text={t("paper.text")}>
          <LinkButton variant="secondary" href={address("/code")}>
            {t("paper.go")}
          </LinkButton>
        </Card>
        <Card level={2} title={t("schools.title")} text={t("schools.text")}>
          <LinkButton variant="secondary" href={address("/schools")}>
            {t("schools.go")}
          </LinkButton>
        </Card>
      </Cards>
      <Voting />
      <Section id="conversations" title={t("conversation.title")}>
        {conversations.length === 0 ? (
          <p>{t("conversation.none")}</p>
        ) : (
          <Cards>
            {conversations.map(({ slug, titles, statements }) => (
              <Card
                key={slug}
                title={titles[language]}
                href={address(`/conversations/${slug}`)}
                text={t("conversation.text", { statements })}
              />
            ))}
          </Cards>
        )}
      </Section>
      <Section id="consultations" title={t("consultation.title")}>
        {consultations.length === 0 ? (
          <p>{t("consultation.none")}</p>
        ) : (
          <Cards>
            {consultations.map(({ slug, names, level, toDate }) => (
              <Card
                key={slug}
                title={names[language]}
                href={address(`/heard/${slug}`)}
                text={
                  toDate === null
                    ? t("consultation.open", { level: levelName(language, level) })
                    : t("consultation.until", {
                        level: levelName(language, level),
                        until: format.plainDate(toDate),
                      })
                }
              />
            ))}
          </Cards>
        )}
      </Section>
      {proposalCount === 0 ? null : (
        <Section id="proposals" title={t("proposals.title")} lead={t("proposals.text")}>
          <ProposalList caption={t("proposals.title")} proposals={proposals} />
          <p>
            <a href={address("/proposals")}>{t("proposals.all", { count: proposalCount })}</a>
          </p>
        </Section>
      )}
      <Section id="calendar" title={t("calendar.title")} lead={t("calendar.text")}>
        <CalendarLink baseUrl={baseUrl} />
        <p>
          <a href={address("/calendar")}>{t("calendar.all")}</a>
        </p>
      </Section>
      <Section id="after" title={t("after.title")} lead={t("after.text")}>
        <ul className="contents">
          {(["decisions", "promises", "heard"] as const).map((path) => (
            <li key={path}>
              <a href={address(`/${path}`)}>{t(`after.${path}`)}</a>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Voting(): ReactNode {
  const { voting, budgetsToCome } = useLoaderData<typeof loader>();
  const { language, address, format } = useFrame();
  const t = takePartMessages.t(language);
  const amount = (amountMinor: number, currency: string): string =>
    t("voting.amount", { amount: moneyText(format, amountMinor, currency) });
  return (
    <Section id="voting" title={t("voting.title")}>
      {voting.length === 0 ? <p>{t("voting.none")}</p> : null}
      <Cards>
        {voting.map(({ id, names, amountMinor, currency, opensAtMs, closesAtMs, isOpen }) => (
          <Card
            key={id}
            title={names[language]}
            href={address(`/budgets/${id}`)}
            text={`${amount(amountMinor, currency)} ${
              isOpen
                ? t("voting.open", { until: format.date(closesAtMs, "dateTime") })
                : t("voting.coming", { from: format.date(opensAtMs, "dateTime") })
            }`}
          />
        ))}
        {budgetsToCome.map(({ id, names, amountMinor, currency, state, opensAtMs }) => (
          <Card
            key={id}
            title={names[language]}
            href={address(`/budgets/${id}`)}
            text={[
              amount(amountMinor, currency),
              ...(state === "intake" ? [t("budget.intake")] : []),
              t("voting.coming", { from: format.date(opensAtMs, "dateTime") }),
            ].join(" ")}
          />
        ))}
      </Cards>
    </Section>
  );
}
