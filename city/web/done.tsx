import type { ReactNode } from "react";
import { Notice } from "./design/index.ts";
import { useFrame } from "./frame.ts";
import { shellMessages } from "./shell-messages.ts";

/**
 * Says that what was just asked for is done, on the page a form leads back to. The address says what it was (`?done=wish`),
 * so that nothing has to be kept of the visitor.
 * @param words what to say, by the address's word.
 */
export function Done({ words }: { readonly words: Readonly<Record<string, string>> }): ReactNode {
  const { language, search } = useFrame();
  const done = new URLSearchParams(search).get("done") ?? "";
  if (!Object.hasOwn(words, done)) return null;
  return (
    <Notice kind="success" role="status" word={shellMessages.t(language)("notice.success")}>
      <p>{words[done]}</p>
    </Notice>
  );
}
