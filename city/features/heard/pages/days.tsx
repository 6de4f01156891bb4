import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { heardMessages } from "../messages.ts";
import type { Process } from "../processes.ts";

/** From when to when one can take part. */
export function Days({
  process: { kind, fromDate, toDate },
}: {
  readonly process: Pick<Process, "kind" | "fromDate" | "toDate">;
}): ReactNode {
  const { language, format } = useFrame();
  const t = heardMessages.t(language);
  if (kind === "proposals") return t("days.always");
  if (toDate === null) return t("days.since", { from: format.plainDate(fromDate) });
  if (toDate === fromDate) return format.plainDate(fromDate);
  return `${format.plainDate(fromDate)} – ${format.plainDate(toDate)}`;
}
