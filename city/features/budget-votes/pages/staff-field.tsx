import type { ReactNode } from "react";
import { type Control, FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { budgetMessages } from "../messages.ts";
import type { StaffAttempt } from "../staff-pages.ts";
import { budgetFaultText } from "../words.ts";

/** A field of one of the forms on a budget's page, as it was filled in before, with what was wrong. */
export function StaffField({
  form,
  name,
  label,
  hint,
  control,
  attempt,
  isOptional = false,
}: {
  readonly form: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly control: Control;
  readonly attempt: StaffAttempt | null;
  readonly isOptional?: boolean;
}): ReactNode {
  const { language } = useFrame();
  const own = attempt?.form === form ? attempt : null;
  const said = own?.said[name];
  const isWrong = own !== null && "field" in own.fault && own.fault.field === name;
  const filled: Control =
    said === undefined || control.kind === "checkbox" ? control : { ...control, defaultValue: said };
  return (
    <FormField
      name={name}
      id={`${form}-${name}`}
      label={label}
      hint={hint}
      required={isOptional ? undefined : budgetMessages.t(language)("field.required")}
      error={
        isWrong
          ? { word: shellMessages.t(language)("notice.error"), text: budgetFaultText(language, own.fault) }
          : undefined
      }
      control={filled}
    />
  );
}
