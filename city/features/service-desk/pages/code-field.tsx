import type { ReactNode } from "react";
import { Button, FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { serviceDeskMessages } from "../messages.ts";
import type { Opening } from "../where.ts";

/** Where the code on a paper is typed. */
export function CodeField({
  action,
  opening,
}: {
  readonly action: string;
  readonly opening: Opening | null;
}): ReactNode {
  const { language } = useFrame();
  const t = serviceDeskMessages.t(language);
  return (
    <form method="post" action={action} className="form">
      <FormField
        name="code"
        label={t("open.code")}
        hint={t("open.code-hint")}
        required={t("required")}
        error={
          opening === null
            ? undefined
            : { word: shellMessages.t(language)("notice.error"), text: t(`fault.${opening.fault}`) }
        }
        control={{
          kind: "input",
          defaultValue: opening?.typed,
          autoComplete: "off",
          width: "medium",
          maxLength: 60,
        }}
      />
      <Button name="do" value="open">
        {t("open.do")}
      </Button>
    </form>
  );
}
