import type { ReactNode } from "react";
import { LinkButton, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { heardMessages } from "../messages.ts";

/** Offers the three questions to whoever has just taken part. */
export function StatementOffer({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const { language, address } = useFrame();
  const t = heardMessages.t(language);
  if (!isOpen) return null;
  return (
    <Section id="about-you" title={t("offer.title")} lead={t("offer.lead")}>
      <p>
        <LinkButton href={address("/about-you")}>{t("offer.do")}</LinkButton>
      </p>
    </Section>
  );
}
