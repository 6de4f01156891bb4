import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import type { AppealFault, Tombstone } from "../../moderation/index.ts";
import { moderationMessages } from "../../moderation/messages.ts";
import { AppealForm } from "../../moderation/pages/appeal-form.tsx";
import { TombstoneText } from "../../moderation/pages/tombstone.tsx";
import { decisionMessages } from "../messages.ts";

/** The asker's own page of a question. */
interface StopPage {
  readonly isTold: boolean;
  readonly token: string;
  readonly question: number;
  /** What a house rule did to it. */
  readonly tombstone: Tombstone | null;
  readonly attempt: { readonly reason: string; readonly fault: AppealFault } | null;
}

export function loader({ context }: LoaderFunctionArgs): StopPage {
  return pageData<StopPage>(context);
}

/** One button. A link that ended it by being opened would be ended by a mail filter. */
export default function Stop(): ReactNode {
  const { isTold, token, question, tombstone, attempt } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = decisionMessages.t(language);
  return (
    <>
      <title>{`${t("stop.title")} · Husting`}</title>
      <PageHeading title={t("stop.title")} lead={t(isTold ? "stop.lead" : "stop.done")} />
      {isTold ? (
        <form method="post" action={address(`/why/${encodeURIComponent(token)}`)}>
          <Button>{t("stop.do")}</Button>
        </form>
      ) : null}
      <Done words={{ moderation: moderationMessages.t(language)("done.appealed") }} />
      {tombstone === null ? null : (
        <Section id="moderation" title={moderationMessages.t(language)("mine.title")}>
          <TombstoneText tombstone={tombstone} kind="question" />
          {isTold && tombstone.appeal === null ? (
            <AppealForm
              action={address(`/why/${encodeURIComponent(token)}`)}
              subject={`question-${question}`}
              reason={attempt?.reason ?? ""}
              fault={attempt?.fault ?? null}
            />
          ) : null}
        </Section>
      )}
    </>
  );
}
