import type { ReactNode } from "react";
import { Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { proposalMessages } from "../messages.ts";
import { type AnyFault, faultText } from "./faults.ts";

/** Who is helped at a desk gives no address; what stands in the way all the same is said here. */
export function HelpedContact({ fault }: { readonly fault: AnyFault | null | undefined }): ReactNode {
  const { language } = useFrame();
  return fault == null ? (
    <p>{proposalMessages.t(language)("helped.contact")}</p>
  ) : (
    <Notice kind="error" role="alert" word={shellMessages.t(language)("notice.error")}>
      <p>{faultText(language, fault)}</p>
    </Notice>
  );
}
