import type { ReactNode } from "react";
import { useFrame } from "../frame.ts";
import { StylePage } from "./StylePage.tsx";

/** The living style page: every part in every state. */
export default function Style(): ReactNode {
  const { language } = useFrame();
  return <StylePage language={language} />;
}
