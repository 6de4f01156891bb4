import type { ReactNode } from "react";
import { Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { Standing } from "../../moderation/index.ts";
import { moderationMessages } from "../../moderation/messages.ts";
import { AppealForm } from "../../moderation/pages/appeal-form.tsx";
import { MaskedText, TombstoneText } from "../../moderation/pages/tombstone.tsx";
import { faultText, kindHeading } from "../../moderation/words.ts";
import type { MyProposalPage } from "../form-pages.ts";

/** What a house rule did to what the author wrote, and the form to have another official look again. */
export function MyModeration({ page }: { readonly page: MyProposalPage }): ReactNode {
  const { language, address } = useFrame();
  const t = moderationMessages.t(language);
  const { wording, name, appeals } = page.moderation;
  const id = String(page.proposal.id);
  const texts: readonly { readonly kind: string; readonly of: string; readonly standing: Standing }[] = [
    { kind: "proposal", of: id, standing: wording },
    { kind: "name", of: id, standing: name },
    ...Object.entries(appeals).map(([of, standing]) => ({ kind: "appeal", of, standing })),
  ];
  const told = texts.filter(({ standing }) => standing.isMasked || standing.tombstone !== null);
  const { attempt } = page;
  const isOwn = told.some(
    ({ kind, of, standing: { tombstone } }) =>
      attempt?.subject === `${kind}-${of}` && tombstone !== null && tombstone.appeal === null,
  );
  const elsewhere = attempt?.form === "moderation" && !isOwn ? attempt.fault : null;
  if (told.length === 0 && elsewhere === null) return null;
  return (
    <Section id="moderation" title={t("mine.title")}>
      {elsewhere === null ? null : (
        <Notice kind="error" role="alert" word={shellMessages.t(language)("notice.error")}>
          <p>{faultText(language, elsewhere)}</p>
        </Notice>
      )}
      {told.map(({ kind, of, standing: { tombstone, isMasked } }) => {
        const subject = `${kind}-${of}`;
        const own = attempt?.form === "moderation" && attempt.subject === subject ? attempt : null;
        return (
          <Section key={subject} id={subject} level={3} title={kindHeading(language, kind)}>
            {isMasked ? (
              <p>
                <MaskedText />
              </p>
            ) : null}
            {tombstone === null ? null : (
              <>
                <TombstoneText tombstone={tombstone} kind={kind} />
                {tombstone.appeal === null ? (
                  <AppealForm
                    action={address(`/my-proposal/${page.key}`)}
                    subject={subject}
                    reason={own?.reason ?? ""}
                    fault={own?.fault ?? null}
                  />
                ) : null}
              </>
            )}
          </Section>
        );
      })}
    </Section>
  );
}
