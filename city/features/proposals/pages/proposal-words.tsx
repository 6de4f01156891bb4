import type { ReactNode } from "react";
import { Explained } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { proposalMessages } from "../messages.ts";

/** What the words on pages of proposals mean. */
export function ProposalWords(): ReactNode {
  const { language } = useFrame();
  const t = proposalMessages.t(language);
  const words = ["endorse", "follow", "review", "merged", "appeal", "desk-code"] as const;
  return (
    <Explained
      title={t("words.title")}
      words={words.map((word) => ({ word: t(`words.${word}`), means: t(`words.${word}-is`) }))}
    />
  );
}
