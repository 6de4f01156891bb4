import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { moderationMessages } from "../messages.ts";
import { kindName } from "../words.ts";

/** The way to tell that a text breaks a rule; a quiet link beside it. */
export function ReportLink({ kind, of }: { readonly kind: string; readonly of: string }): ReactNode {
  const { language, address } = useFrame();
  const t = moderationMessages.t(language);
  return (
    <a href={address(`/report/${kind}-${of}`)} rel="nofollow" className="report-link">
      {t("report.link")} <span className="visually-hidden">({kindName(language, kind)})</span>
    </a>
  );
}
