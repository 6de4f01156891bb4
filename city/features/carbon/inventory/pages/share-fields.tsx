import type { ReactNode } from "react";
import { FormField } from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import { shellMessages } from "../../../../web/shell-messages.ts";
import { carrierName } from "../../../buildings/words.ts";
import type { EnergyCarrier } from "../../choice.ts";
import { purposes } from "../facts.ts";
import { inventoryMessages } from "../messages.ts";
import { shareField } from "../read-facts.ts";
import { ambiguousNumber, type FieldFault, type SaidText } from "../read-figures.ts";

export interface Tried {
  readonly said: SaidText;
  readonly faults: readonly FieldFault[];
}

/** What is wrong with a field, as its control shows it. */
export function useErrorOf({ said, faults }: Tried) {
  const { language, format } = useFrame();
  const t = inventoryMessages.t(language);
  const word = shellMessages.t(language)("notice.error");
  return (field: string) => {
    const fault = faults.find((one) => one.field === field);
    if (fault === undefined) return undefined;
    const text = said[field] ?? "";
    const two = fault.code === "number-ambiguous" ? ambiguousNumber(text) : null;
    const args =
      two === null
        ? undefined
        : { said: text, decimal: format.decimal(String(two.decimal)), whole: two.whole };
    return { word, text: t(`fault.${fault.code}`, args) };
  };
}

/** What each energy is for, in percent. */
export function ShareFields({
  carriers,
  tried,
  hint,
}: {
  readonly carriers: readonly EnergyCarrier[];
  readonly tried: Tried;
  /** What holds while nothing is said of an energy. */
  readonly hint?: (carrier: EnergyCarrier) => string | undefined;
}): ReactNode {
  const { language } = useFrame();
  const t = inventoryMessages.t(language);
  const errorOf = useErrorOf(tried);
  return carriers.map((carrier) => (
    <fieldset key={carrier} className="field">
      <legend className="field-label">{carrierName(language, carrier)}</legend>
      {hint?.(carrier) === undefined ? null : <p className="field-hint">{hint(carrier)}</p>}
      <div className="field-row">
        {purposes.map((purpose) => {
          const field = shareField(carrier, purpose);
          return (
            <FormField
              key={field}
              name={field}
              label={t(`purpose.${purpose}`)}
              error={errorOf(field)}
              control={{
                kind: "input",
                inputMode: "numeric",
                width: "full",
                autoComplete: "off",
                defaultValue: tried.said[field] ?? "",
              }}
            />
          );
        })}
      </div>
    </fieldset>
  ));
}
