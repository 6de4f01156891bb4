import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { exchangeMessages } from "../messages.ts";

/** A fingerprint in its twelve groups, each with its number, to be read aloud. */
export function Fingerprint({ groups }: { readonly groups: string }): ReactNode {
  const { language } = useFrame();
  const t = exchangeMessages.t(language);
  return (
    <ol className="fingerprint" aria-label={t("fingerprint.label")}>
      {groups.split(" ").map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal and have their places.
        <li key={index}>
          <code>{group}</code>
        </li>
      ))}
    </ol>
  );
}
