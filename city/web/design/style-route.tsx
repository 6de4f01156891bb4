import type { ReactNode } from "react";
import { useFrame } from "../frame.ts";
import { StylePage } from "./StylePage.tsx";
import { styleMessages } from "./style-messages.ts";

/** The living style page: every part in every state. */
export default function Style(): ReactNode {
  const { language } = useFrame();
  return (
    <>
      <title>{`${styleMessages.t(language)("title")} · Husting`}</title>
      <StylePage language={language} />
    </>
  );
}
