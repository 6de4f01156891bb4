import type { ReactNode } from "react";
import { Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { screenMessages } from "../messages.ts";

/** When a screen asked last, and that it is silent where it is. */
export function Alive({
  seenAtMs,
  isSilent,
}: {
  readonly seenAtMs: number | null;
  readonly isSilent: boolean;
}): ReactNode {
  const { language, format } = useFrame();
  const t = screenMessages.t(language);
  const when = seenAtMs === null ? t("screens.never") : format.date(seenAtMs, "dateTime");
  return (
    <>
      {isSilent ? <Tag tone="warn">{t("screens.silent")}</Tag> : null} {when}
    </>
  );
}
