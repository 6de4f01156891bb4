import type { ReactNode } from "react";
import { Button, FormField, Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moderationMessages } from "../messages.ts";
import { MOST } from "../texts.ts";
import { faultText } from "../words.ts";

/** Asks, once, that another official looks again. What was written stands in it after a refused attempt. */
export function AppealForm({
  action,
  subject,
  reason,
  fault,
}: {
  readonly action: string;
  readonly subject: string;
  readonly reason: string;
  readonly fault: { readonly code: string } | null;
}): ReactNode {
  const { language } = useFrame();
  const t = moderationMessages.t(language);
  const word = shellMessages.t(language)("notice.error");
  const isOfField = fault !== null && "field" in fault;
  return (
    <form method="post" action={`${action}#${subject}`} className="form">
      <input type="hidden" name="subject" value={subject} />
      {fault === null || isOfField ? null : (
        <Notice kind="error" role="alert" word={word}>
          <p>{faultText(language, fault)}</p>
        </Notice>
      )}
      <FormField
        name="reason"
        id={`reason-${subject}`}
        label={t("appeal.reason")}
        hint={t("appeal.hint", { most: MOST.reason })}
        required={t("required")}
        error={isOfField ? { word, text: faultText(language, fault) } : undefined}
        control={{ kind: "textarea", defaultValue: reason }}
      />
      <Button name="do" value="moderation">
        {t("appeal.do")}
      </Button>
    </form>
  );
}
