import type { ReactNode } from "react";
import { FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import type { OfficeAttempt } from "../staff-pages.ts";
import { faultText } from "../words.ts";

/** A field of one of the forms about bodies and offices, with what was wrong with it. */
export function OfficeField({
  form,
  attempt,
  name,
  label,
  hint,
  type = "text",
  usual,
  isRequired = false,
  options,
}: {
  /** Which of the forms of the page, and where it stands several times, for whom. */
  readonly form: string;
  readonly attempt: OfficeAttempt | null;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: "text" | "date" | "email";
  readonly usual?: string;
  readonly isRequired?: boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}): ReactNode {
  const { language } = useFrame();
  const own = attempt !== null && form.startsWith(attempt.form) ? attempt : null;
  const fault = own?.fault.field === name ? own.fault : null;
  const written = own?.said[name] ?? usual;
  return (
    <FormField
      name={name}
      id={`${form}-${name}`}
      label={label}
      hint={hint}
      required={isRequired ? decisionMessages.t(language)("required") : undefined}
      error={
        fault === null
          ? undefined
          : { word: shellMessages.t(language)("notice.error"), text: faultText(language, fault.code) }
      }
      control={
        options === undefined
          ? {
              kind: "input",
              type,
              defaultValue: written,
              autoComplete: "off",
              ...(type === "date" ? { width: "short" } : { maxLength: 254 }),
            }
          : { kind: "select", options, defaultValue: written }
      }
    />
  );
}
