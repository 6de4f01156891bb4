import type { ReactNode } from "react";
import { Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moderationMessages } from "../messages.ts";
import type { PointedOut } from "../screening.ts";

/**
 * Tells an author, before anything is sent, what in it others would read of somebody. They can change it, or send it all the
 * same: the mark that goes along says that they were told.
 */
export function PointedNotice({ pointed }: { readonly pointed: PointedOut | null }): ReactNode {
  const { language } = useFrame();
  const t = moderationMessages.t(language);
  if (pointed === null) return null;
  return (
    <>
      <input type="hidden" name="seen" value={pointed.seen} />
      <Notice kind="warn" role="alert" word={shellMessages.t(language)("notice.warn")}>
        <p>{t("pointed.lead")}</p>
        <ul>
          {pointed.passages.map(({ text, kind }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same words can stand twice.
            <li key={index}>
              {t("pointed.one", { passage: visibleText(text.slice(0, 80)), kind: t(`found.${kind}`) })}
            </li>
          ))}
          {pointed.found.includes("links") ? <li>{t("found.links")}</li> : null}
        </ul>
        <p>{t("pointed.choice")}</p>
      </Notice>
    </>
  );
}
