import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

export interface NoticeProps {
  readonly kind: "info" | "success" | "warn" | "error";
  /** The kind in a word ("Careful"), so that colour is never the only sign. */
  readonly word: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
  /** `alert` for the outcome of what the reader just did; the default is silent. */
  readonly role?: "status" | "alert" | undefined;
  readonly id?: string | undefined;
}

export function Notice({ kind, word, title, children, role, id }: NoticeProps): ReactNode {
  return (
    <div className="notice" data-kind={kind} role={role} id={id}>
      <Icon name={kind} />
      <div className="notice-body">
        <p className="notice-title">
          <span className={title === undefined ? "notice-word" : "notice-word notice-word-first"}>
            {word}
          </span>
          {title === undefined ? null : <> {title}</>}
        </p>
        <div className="notice-text">{children}</div>
      </div>
    </div>
  );
}
