import type { ReactNode } from "react";
import { useFrame } from "../frame.ts";
import { PageHeading } from "./index.ts";

export default function Style(): ReactNode {
  const { language } = useFrame();
  return <PageHeading title={language} />;
}
