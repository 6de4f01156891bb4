import type { ReactNode } from "react";
import { DefinitionList } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { roleName } from "../../people/words.ts";
import { isErasable, type KeptField, type KeptItem } from "../kept-items.ts";
import { recordMessages } from "../messages.ts";

/** What is kept of somebody, thing by thing, and what can become of it. */
export function KeptList({ items }: { readonly items: readonly KeptItem[] }): ReactNode {
  const { language, format, address } = useFrame();
  const t = recordMessages.t(language);
  return (
    <ul className="thread">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once and never changes
        <li key={at}>
          <h3>
            {t(`kept.${item.kind}`)} ({t(isErasable(item) ? "data.erasable" : "data.stays")})
          </h3>
          <p>{t(`why.${item.kind}`)}</p>
          <DefinitionList
            items={[
              ...(item.about === null
                ? []
                : [
                    {
                      term: t("data.about"),
                      description: <a href={address(item.about.path)}>{item.about.label}</a>,
                    },
                  ]),
              ...item.values.map(({ field, value }) => ({
                term: t(`field.${field}`),
                description: <span className="written">{valueText(field, value)}</span>,
              })),
            ]}
          />
        </li>
      ))}
    </ul>
  );

  function valueText(field: KeptField, value: string): string {
    if (field === "at" && !Number.isNaN(Date.parse(value))) return format.date(Date.parse(value), "dateTime");
    if (field === "role") return roleName(language, value);
    return value.split("\n").map(visibleText).join("\n");
  }
}
