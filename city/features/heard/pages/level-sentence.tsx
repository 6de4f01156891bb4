import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import type { LevelLine } from "../form-pages.ts";
import { heardMessages } from "../messages.ts";
import { levelName } from "../words.ts";

/** How far a say reaches, where somebody is about to say something. */
export function LevelSentence({ process }: { readonly process: LevelLine | null }): ReactNode {
  const { language, address } = useFrame();
  if (process === null) return null;
  const t = heardMessages.t(language);
  return (
    <p>
      {t("sentence", { level: levelName(language, process.level), promise: t(`promise.${process.level}`) })}{" "}
      <a href={address(`/heard/${process.slug}`)}>{t("sentence.link")}</a>
    </p>
  );
}
