import type { ReactNode } from "react";
import type { Chart } from "./charts/chart.ts";
import { Figure } from "./design/index.ts";
import { useFrame } from "./frame.ts";
import { shellMessages } from "./shell-messages.ts";

/** A chart under its title, with its figures behind it, in the words that every page has for these. */
export function Drawn({ chart, title }: { readonly chart: Chart; readonly title: string }): ReactNode {
  const t = shellMessages.t(useFrame().language);
  return (
    <Figure
      chart={chart}
      caption={title}
      tableLabel={t("figure.table")}
      scrollLabel={t("table.scroll", { caption: title })}
      legendLabel={t("figure.legend")}
    />
  );
}
