import type { ReactNode } from "react";
import { DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { Names } from "../../buildings/index.ts";
import type { CountedCarbon } from "../../carbon/index.ts";
import { Source, Standing } from "../../carbon/pages/factor-facts.tsx";
import {
  amountTexts,
  basisText,
  countedText,
  factorValue,
  periodText,
  placeName,
} from "../../carbon/words.ts";
import type { CarbonOfBoth } from "../content.ts";
import { exchangeMessages } from "../messages.ts";

interface Props {
  readonly carbon: CarbonOfBoth;
  /** Whether the final verdict on meters, rooms and people says that it is one. */
  readonly isSaving: boolean;
  readonly sender: Names;
  readonly reader: Names;
}

interface Row {
  readonly by: string;
  readonly of: CarbonOfBoth["sender"];
}

/** The same avoided energy by the factors of both cities, each with all it rests on. */
export function CarbonOfBothCities({ carbon, isSaving, sender, reader }: Props): ReactNode {
  const { language, format } = useFrame();
  const t = exchangeMessages.t(language);
  const rows: Row[] = [
    { by: t("carbon.by", { city: sender[language] }), of: carbon.sender },
    ...(carbon.reader === null
      ? []
      : [{ by: t("carbon.by", { city: reader[language] }), of: carbon.reader }]),
  ];
  const title = t(carbon.reader === null ? "carbon.title-own" : "carbon.title");
  const why = (code: string): string => {
    const key = `carbon.none.${code}`;
    return exchangeMessages.has(key) ? t(key) : t("carbon.none.other", { code });
  };
  return (
    <>
      <h3>{title}</h3>
      <p>
        {t(carbon.reader === null ? "carbon.lead-own" : "carbon.lead")}{" "}
        {isSaving ? "" : t("carbon.no-saving")}
      </p>
      <DataTable
        caption={title}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
        columns={[
          { key: "by", header: t("carbon.col.by"), cell: ({ by }) => by },
          {
            key: "avoided",
            header: t("carbon.col.avoided"),
            cell: ({ of }) => {
              if (!of.ok) return why(of.code);
              const { value, low, high } = amountTexts(format, of.told.amount);
              return (
                <>
                  <strong>{value}</strong>
                  <div className="table-sub">{t("carbon.interval", { low, high })}</div>
                </>
              );
            },
          },
          {
            key: "factor",
            header: t("carbon.col.factor"),
            cell: ({ of }) => (of.ok ? <Factor told={of.told} /> : ""),
          },
        ]}
        rows={rows}
        rowKey={({ by }) => by}
      />
      {carbon.reader === null ? null : <p>{t("carbon.note")}</p>}
    </>
  );
}

function Factor({ told: { factor } }: { readonly told: CountedCarbon }): ReactNode {
  const { language, format } = useFrame();
  return (
    <>
      {factorValue(format, factor)}, {placeName(language, factor.place)}, {periodText(language, factor)}
      <div className="table-sub">
        {countedText(language, factor)}; {basisText(language, factor)}
      </div>
      <div className="table-sub">
        <Source factor={factor} /> <Standing factor={factor} />
      </div>
    </>
  );
}
