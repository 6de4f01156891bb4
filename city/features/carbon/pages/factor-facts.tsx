import type { FactorRecord } from "@husting/carbon";
import type { ReactNode } from "react";
import { Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { carbonMessages } from "../messages.ts";
import {
  basisText,
  countedText,
  factorValue,
  inferredText,
  licenceText,
  periodText,
  placeName,
  standingText,
} from "../words.ts";

/** Everything a factor says of itself, term by term: without all of it there is no figure. */
export function useFactorFacts(
  factor: FactorRecord,
  yearsOld: number | null,
): { readonly term: string; readonly description: ReactNode }[] {
  const { language, format } = useFrame();
  const t = carbonMessages.t(language);
  return [
    {
      term: t("fact.factor"),
      description: (
        <>
          {factorValue(format, factor)} <code>{factor.id}</code>
        </>
      ),
    },
    { term: t("fact.place"), description: placeName(language, factor.place) },
    {
      term: t("fact.period"),
      description: <Period factor={factor} yearsOld={yearsOld} />,
    },
    { term: t("fact.counted"), description: countedText(language, factor) },
    {
      term: t("fact.basis"),
      description: (
        <>
          {basisText(language, factor)}
          <Sub text={inferredText(language, format, factor.inferred)} />
        </>
      ),
    },
    { term: t("fact.source"), description: <Source factor={factor} /> },
    { term: t("fact.licence"), description: licenceText(language, factor.licence) },
    { term: t("fact.standing"), description: <Standing factor={factor} /> },
  ];
}

/** The source by name, with its address where it was read at one. */
export function Source({ factor: { source, url } }: { readonly factor: FactorRecord }): ReactNode {
  if (url === null) return source;
  return (
    <a rel="external" href={url}>
      {source}
    </a>
  );
}

/** How well a factor is known; one that is from memory is marked as such. */
export function Standing({ factor }: { readonly factor: FactorRecord }): ReactNode {
  const { language } = useFrame();
  const text = standingText(language, factor);
  return factor.standing === "from-memory" ? <Tag tone="warn">{text}</Tag> : text;
}

function Period({
  factor,
  yearsOld,
}: {
  readonly factor: FactorRecord;
  readonly yearsOld: number | null;
}): ReactNode {
  const { language } = useFrame();
  const t = carbonMessages.t(language);
  const age =
    yearsOld === null || yearsOld === 0
      ? undefined
      : t(yearsOld > 0 ? "years-old" : "years-young", { years: Math.abs(yearsOld) });
  return (
    <>
      {periodText(language, factor)}
      <Sub text={age} />
    </>
  );
}

function Sub({ text }: { readonly text: string | undefined }): ReactNode {
  return text === undefined ? null : <div className="table-sub">{text}</div>;
}
