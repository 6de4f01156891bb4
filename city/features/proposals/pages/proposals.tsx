import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  EmptyState,
  FormField,
  LinkButton,
  PageHeading,
  Pagination,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moderationMessages } from "../../moderation/messages.ts";
import type { ProposalsPage } from "../list-page.ts";
import { proposalMessages } from "../messages.ts";
import { PROPOSAL_STATES } from "../states.ts";
import { stateName } from "../words.ts";
import { ProposalList } from "./proposal-list.tsx";
import { ProposalWords } from "./proposal-words.tsx";

export function loader({ context }: LoaderFunctionArgs): ProposalsPage {
  return pageData<ProposalsPage>(context);
}

export default function Proposals(): ReactNode {
  const { proposals, page, pages, count, state, search } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = proposalMessages.t(language);
  const shell = shellMessages.t(language);
  const at = (number: number): string =>
    address(`/proposals?page=${number}${state === null ? "" : `&state=${state}`}`);
  return (
    <>
      <title>{`${t("list.title")} · Husting`}</title>
      <link rel="alternate" type="application/atom+xml" href={`/feeds/${language}/proposals.atom`} />
      <PageHeading title={t("list.title")} lead={t("list.lead")} />
      <p>
        <LinkButton variant="primary" href={address("/propose")}>
          {t("list.propose")}
        </LinkButton>
      </p>
      <form method="get" action={address("/proposals")} className="form">
        <FormField
          name="search"
          label={t("list.search")}
          hint={t("list.search-hint")}
          control={{ kind: "input", type: "search", defaultValue: search, maxLength: 200 }}
        />
        <FormField
          name="state"
          label={t("list.state")}
          control={{
            kind: "select",
            defaultValue: state ?? "",
            options: [
              { value: "", label: t("list.every-state") },
              ...PROPOSAL_STATES.map((value) => ({ value, label: stateName(language, value) })),
            ],
          }}
        />
        <Button variant="secondary">{t("list.show")}</Button>
      </form>
      <p>{search === "" ? t("list.count", { count }) : t("list.found", { count, search })}</p>
      {proposals.length === 0 ? (
        <EmptyState title={t("list.none")}>
          <p>{t("list.none-text")}</p>
        </EmptyState>
      ) : (
        <ProposalList caption={t("list.title")} proposals={proposals} />
      )}
      {pages === 1 ? null : (
        <Pagination
          label={shell("pagination.label")}
          position={shell("pagination.position", { page, pages })}
          previous={page > 1 ? { href: at(page - 1), label: shell("pagination.previous") } : undefined}
          next={page < pages ? { href: at(page + 1), label: shell("pagination.next") } : undefined}
        />
      )}
      <ProposalWords />
      <p>
        <a href={`/feeds/${language}/proposals.atom`}>{t("list.feed")}</a> ·{" "}
        <a href={address("/proposal-form")}>{t("list.form")}</a> ·{" "}
        <a href={address("/house-rules")}>{moderationMessages.t(language)("rules.title")}</a> ·{" "}
        <a href={address("/moderation")}>{moderationMessages.t(language)("counts.title")}</a>
      </p>
    </>
  );
}
