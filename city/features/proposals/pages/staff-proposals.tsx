import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { EmptyState, LinkButton, Notice, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { proposalMessages } from "../messages.ts";
import type { StaffProposalsPage } from "../staff-pages.ts";
import { stateName } from "../words.ts";
import { ProposalList } from "./proposal-list.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffProposalsPage {
  return pageData<StaffProposalsPage>(context);
}

const ENTERING = ["officer", "adviser"];

export default function StaffProposals(): ReactNode {
  const { state, counts, proposals, appealed, easyMissing } = useLoaderData<typeof loader>();
  const { language, address, person } = useFrame();
  const t = proposalMessages.t(language);
  return (
    <>
      <title>{`${t("staff.title")} · Husting`}</title>
      <PageHeading title={t("staff.title")} lead={t("staff.lead")} />
      {person !== null && ENTERING.includes(person.role) ? (
        <p>
          <LinkButton href={address("/staff/proposals/paper")}>{t("paper.title")}</LinkButton>
        </p>
      ) : null}
      {appealed.length === 0 ? null : (
        <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
          <p>
            {t("staff.appealed", { count: appealed.length })}{" "}
            {appealed.map((id) => (
              <a key={id} href={address(`/staff/proposals/${id}`)}>
                {t("number", { id })}{" "}
              </a>
            ))}
          </p>
        </Notice>
      )}
      {languages.every((of) => easyMissing[of] === 0) ? null : (
        <Notice kind="info" word={shellMessages.t(language)("notice.info")}>
          <p>{t("easy.missing-title")}</p>
          <ul>
            {languages.map((of) => (
              <li key={of}>
                {t("easy.missing", {
                  language: shellMessages.t(language)(`language.${of}`),
                  count: easyMissing[of],
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ul>
        {counts.map(({ state: of, count }) => (
          <li key={of}>
            <a
              href={`${address("/staff/proposals")}?state=${of}`}
              aria-current={of === state ? "page" : undefined}
            >
              {t("staff.count", { state: stateName(language, of), count })}
            </a>
          </li>
        ))}
      </ul>
      {proposals.length === 0 ? (
        <EmptyState title={t("list.none")}>
          <p>{t("staff.none-text")}</p>
        </EmptyState>
      ) : (
        <ProposalList
          caption={state === null ? t("staff.newest") : stateName(language, state)}
          proposals={proposals}
          under="/staff/proposals"
        />
      )}
    </>
  );
}
