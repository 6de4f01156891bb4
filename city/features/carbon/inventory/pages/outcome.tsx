import type { ReactNode } from "react";
import { Notice } from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import { shellMessages } from "../../../../web/shell-messages.ts";
import { inventoryMessages } from "../messages.ts";
import type { FieldFault } from "../read-figures.ts";

/** What became of a form: saved, or not and how much of it cannot be taken. */
export function Outcome({ faults }: { readonly faults: readonly FieldFault[] }): ReactNode {
  const { language, search } = useFrame();
  const t = inventoryMessages.t(language);
  const shell = shellMessages.t(language);
  if (faults.length > 0)
    return (
      <Notice kind="error" word={shell("notice.error")} role="alert">
        <p>{t("staff.faults", { count: faults.length })}</p>
      </Notice>
    );
  if (new URLSearchParams(search).get("done") !== "said") return null;
  return (
    <Notice kind="success" word={shell("notice.success")} role="status">
      <p>{t("staff.saved")}</p>
    </Notice>
  );
}
