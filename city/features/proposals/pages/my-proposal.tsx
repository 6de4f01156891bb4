import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  FormField,
  LinkButton,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { WithProcess } from "../../heard/index.ts";
import { StatementOffer } from "../../heard/pages/statement-offer.tsx";
import { moderationMessages } from "../../moderation/messages.ts";
import { PointedNotice } from "../../moderation/pages/pointed-notice.tsx";
import { Registered } from "../../records/pages/case-link.tsx";
import type { MyProposalPage } from "../form-pages.ts";
import { proposalMessages } from "../messages.ts";
import { MOST } from "../texts.ts";
import { stateName, stateTone } from "../words.ts";
import { errorOf, faultText } from "./faults.ts";
import { MyModeration } from "./my-moderation.tsx";
import { Title } from "./proposal-list.tsx";

/** What was wrong comes back without an offer. */
type Loaded = MyProposalPage & Partial<WithProcess>;

export function loader({ context }: LoaderFunctionArgs): Loaded {
  return pageData<Loaded>(context);
}

export default function MyProposal(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address, helping } = useFrame();
  const t = proposalMessages.t(language);
  const { key, proposal, name, showsName, attempt } = page;
  const action = address(`/my-proposal/${key}`);
  const error = (field: string, form: string) =>
    attempt?.form === form ? errorOf(language, attempt.fault, (fault) => fault.field === field) : undefined;
  const pointed = (form: string) => (attempt?.form === form ? attempt.pointed : null);
  return (
    <>
      <title>{`${t("mine.title")} · Husting`}</title>
      <PageHeading title={t("mine.title")} lead={<Title proposal={proposal} />}>
        <Tag tone={stateTone[proposal.state]}>{stateName(language, proposal.state)}</Tag>
      </PageHeading>
      <Done
        words={{
          proposed: t("done.proposed"),
          edited: t("done.edited"),
          appealed: t("done.appealed"),
          name: t("done.name"),
          "name-not": t("done.name-not"),
          moderation: moderationMessages.t(language)("done.appealed"),
        }}
      />
      <StatementOffer isOpen={page.mayState ?? false} />
      {attempt?.fault && attempt.form !== "moderation" && !("field" in attempt.fault) ? (
        <Notice kind="error" role="alert" word={shellMessages.t(language)("notice.error")}>
          <p>{faultText(language, attempt.fault)}</p>
        </Notice>
      ) : null}
      <p>
        <Registered shown={page.case} />
      </p>
      <p>{t(helping ? "mine.helped" : page.isTold ? "mine.told" : "mine.keep")}</p>
      <p className="actions">
        <LinkButton href={address(`/print/author/${key}`)}>{t("mine.slip")}</LinkButton>{" "}
        <LinkButton href={address(`/proposals/${proposal.id}`)}>{t("mine.public")}</LinkButton>
      </p>
      <MyModeration page={page} />
      {page.canAppeal ? (
        <Section id="appeal" title={t("mine.appeal")} lead={t("mine.appeal-lead")}>
          <form method="post" action={action} className="form">
            <PointedNotice pointed={pointed("appeal")} />
            <FormField
              name="reason"
              label={t("mine.appeal-reason")}
              hint={t("field.reason-hint", { most: MOST.reason })}
              required={t("field.required")}
              error={error("reason", "appeal")}
              control={{ kind: "textarea", defaultValue: attempt?.form === "appeal" ? attempt.reason : "" }}
            />
            <Button name="do" value="appeal">
              {t("mine.appeal-do")}
            </Button>
          </form>
        </Section>
      ) : null}
      {page.canEdit ? (
        <Section id="edit" title={t("mine.edit")} lead={t("mine.edit-lead")}>
          <form method="post" action={action} className="form">
            <PointedNotice pointed={pointed("edit")} />
            <input type="hidden" name="version" value={page.version} />
            <FormField
              name="title"
              label={t("field.title")}
              hint={t("field.title-hint", { most: MOST.title })}
              required={t("field.required")}
              error={error("title", "edit")}
              control={{
                kind: "input",
                defaultValue: attempt?.title || page.wording.title,
                autoComplete: "off",
              }}
            />
            <FormField
              name="body"
              label={t("field.body")}
              hint={t("field.body-hint", { most: MOST.body })}
              required={t("field.required")}
              error={error("body", "edit")}
              control={{ kind: "textarea", rows: 8, defaultValue: attempt?.body || page.wording.body }}
            />
            <Button name="do" value="edit">
              {t("mine.edit-do")}
            </Button>
          </form>
        </Section>
      ) : null}
      {name === "" ? null : (
        <Section
          id="name"
          title={t("mine.name")}
          lead={t(showsName ? "mine.name-shown" : "mine.name-hidden", { name })}
        >
          <form method="post" action={action}>
            <Button variant="secondary" name="do" value={showsName ? "hide" : "show"}>
              {t(showsName ? "mine.name-hide" : "mine.name-show")}
            </Button>
          </form>
        </Section>
      )}
      <Section id="forget" title={t("mine.forget")} lead={t("mine.forget-lead")}>
        <form method="post" action={action} className="form">
          <FormField name="sure" label={t("mine.forget-sure")} control={{ kind: "checkbox", value: "yes" }} />
          <Button variant="danger" name="do" value="forget">
            {t("mine.forget-do")}
          </Button>
        </form>
      </Section>
    </>
  );
}
