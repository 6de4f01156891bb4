import type { ReactNode } from "react";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly variant?: ButtonVariant | undefined;
  /** What the form sends when this button sent it. */
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly formAction?: string | undefined;
  readonly describedBy?: string | undefined;
  /** Its name for who hears the page and not sees what it stands beside; must begin with the words on it. */
  readonly label?: string | undefined;
  /** Presses it together with the browser's own modifier; the page must say so. */
  readonly accessKey?: string | undefined;
}

/** Sends the form it stands in. */
export function Button({
  children,
  variant = "primary",
  name,
  value,
  formAction,
  describedBy,
  label,
  accessKey,
}: ButtonProps): ReactNode {
  return (
    <button
      type="submit"
      className="button"
      data-variant={variant}
      name={name}
      value={value}
      formAction={formAction}
      aria-describedby={describedBy}
      aria-label={label}
      // biome-ignore lint/a11y/noAccessKey: beside Tab, never instead of it; the page lists its keys
      accessKey={accessKey}
    >
      {children}
    </button>
  );
}

export interface LinkButtonProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly variant?: ButtonVariant | undefined;
  /** Suggests a file name where the address is a file to keep. */
  readonly download?: string | undefined;
  /** As of a button. */
  readonly label?: string | undefined;
}

/** A link that is the next step of the page. */
export function LinkButton({
  href,
  children,
  variant = "secondary",
  download,
  label,
}: LinkButtonProps): ReactNode {
  return (
    <a className="button" data-variant={variant} href={href} download={download} aria-label={label}>
      {children}
    </a>
  );
}
