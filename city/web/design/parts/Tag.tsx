import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export type Tone = "neutral" | "info" | "good" | "warn" | "bad";

const icons = {
  neutral: "neutral",
  info: "info",
  good: "success",
  warn: "warn",
  bad: "error",
} as const satisfies Record<Tone, IconName>;

export interface TagProps {
  readonly tone?: Tone | undefined;
  /** Without its sign: for kinds of things ("school") rather than states ("verified"). */
  readonly plain?: boolean | undefined;
  readonly children: ReactNode;
}

/** A state or a kind in a word. */
export function Tag({ tone = "neutral", plain = false, children }: TagProps): ReactNode {
  return (
    <span className="tag" data-tone={tone}>
      {plain ? null : <Icon name={icons[tone]} />}
      <span>{children}</span>
    </span>
  );
}
