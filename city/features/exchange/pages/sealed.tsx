import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { exchangeMessages } from "../messages.ts";

/** The sealed bytes themselves, for whoever wants to check them with other tools. */
export function Sealed({ sealed }: { readonly sealed: string }): ReactNode {
  const { language } = useFrame();
  const t = exchangeMessages.t(language);
  return (
    <details>
      <summary>{t("sealed.title")}</summary>
      <p>{t("sealed.text")}</p>
      <Bytes text={sealed} />
    </details>
  );
}

/** Bytes as they are, wrapped where the page ends: nothing is left out and nothing is put in between. */
export function Bytes({ text }: { readonly text: string }): ReactNode {
  return (
    <pre className="bytes">
      <code>{text}</code>
    </pre>
  );
}
