import type { ReactNode } from "react";
import { KeyFigure, KeyFigures, Section, Tag } from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import { carrierName } from "../../../buildings/words.ts";
import { standingText } from "../../words.ts";
import type { BenchmarkView, EnergyStanding, Lacking, PrimaryEnergyView } from "../energy-standing.ts";
import { inventoryMessages } from "../messages.ts";
import { sourceText } from "../words.ts";

/** Sweden: the primary energy number and the class, or what they wait for. */
export function PrimaryEnergy({
  standing,
}: {
  readonly standing: EnergyStanding<PrimaryEnergyView>;
}): ReactNode {
  const { language, format } = useFrame();
  const t = inventoryMessages.t(language);
  const { view, lacking } = standing;
  const energy = (kwh: number): string => format.energy(kwh);
  return (
    <Section id="primary-energy" level={3} title={t("primary.title")}>
      {view === null ? (
        <p>{t("lacking.none-yet")}</p>
      ) : (
        <>
          <KeyFigures>
            <KeyFigure
              label={t("primary.number", { year: String(view.year) })}
              figure={{ value: format.count(view.kwhPerSquareMetre), unit: t("primary.unit") }}
              note={t("primary.as-measured")}
            />
            {view.energyClass === null ? null : (
              <KeyFigure
                label={t("primary.class")}
                figure={{ value: view.energyClass.name }}
                note={t("primary.class-note", {
                  percent: format.percent(view.energyClass.pctOfRequirement / 100),
                  requirement: format.number(view.energyClass.requirement.value),
                  source: sourceText(language, view.energyClass.requirement.source),
                })}
              />
            )}
          </KeyFigures>
          <p>
            {t("primary.how", {
              fgeo: format.number(view.geographicFactor.value),
              source: sourceText(language, view.geographicFactor.source),
              area: format.withUnit(format.count(view.atempM2), "m²"),
            })}
          </p>
          <ul>
            {view.parts.map((part) => {
              const text = t("primary.part", {
                carrier: carrierName(language, part.carrier),
                kwh: energy(part.kwh),
                weighted: energy(part.weightedKwh),
                weight: format.decimal(part.weight),
              });
              return (
                <li key={part.carrier}>
                  {part.sharesSaidOf === "city" ? t("primary.part-usual", { part: text }) : text}
                </li>
              );
            })}
          </ul>
          <p>
            {t("primary.rule", {
              standing: standingText(language, { standing: view.energyClass?.standing ?? view.standing }),
            })}{" "}
            {t("area.apart")}
          </p>
        </>
      )}
      <Waits lacking={lacking} />
    </Section>
  );
}

const tones = {
  "within-guidance": "info",
  "within-constraint": "neutral",
  "over-constraint": "warn",
} as const;

/** China: the building against both thresholds of GB/T 51161, or what that waits for. */
export function Benchmark({ standing }: { readonly standing: EnergyStanding<BenchmarkView> }): ReactNode {
  const { language, format } = useFrame();
  const t = inventoryMessages.t(language);
  const { view, lacking } = standing;
  const perArea = (kwh: number): string => format.number(kwh, { decimals: 1 });
  return (
    <Section id="benchmark" level={3} title={t("benchmark.title")}>
      {view === null ? (
        <p>{t("lacking.none-yet")}</p>
      ) : (
        <>
          <KeyFigures>
            <KeyFigure
              label={t("benchmark.number", { year: String(view.year) })}
              figure={{ value: perArea(view.kwhPerSquareMetre), unit: t("benchmark.unit") }}
              note={<Tag tone={tones[view.outcome]}>{t(`benchmark.${view.outcome}`)}</Tag>}
            />
            <KeyFigure
              label={t("benchmark.constraint")}
              figure={{ value: perArea(view.constraint), unit: t("benchmark.unit") }}
            />
            <KeyFigure
              label={t("benchmark.guidance")}
              figure={{ value: perArea(view.guidance), unit: t("benchmark.unit") }}
            />
          </KeyFigures>
          <p>
            {t("benchmark.not-corrected")}{" "}
            {t("benchmark.rule", {
              source: sourceText(language, view.source),
              clause: view.clause ?? "none",
              standing: standingText(language, {
                standing: view.standing,
                ...(view.memoryConfidencePct === null
                  ? {}
                  : { memoryConfidencePct: view.memoryConfidencePct }),
              }),
            })}{" "}
            {t("area.apart")}
          </p>
        </>
      )}
      <Waits lacking={lacking} />
    </Section>
  );
}

function Waits({ lacking }: { readonly lacking: readonly Lacking[] }): ReactNode {
  const { language, format } = useFrame();
  const t = inventoryMessages.t(language);
  if (lacking.length === 0) return null;
  return (
    <>
      <p>
        <strong>{t("lacking.title")}</strong>
      </p>
      <ul>
        {lacking.map((one) => (
          <li key={"carrier" in one ? `${one.what} ${one.carrier}` : one.what}>{said(one)}</li>
        ))}
      </ul>
    </>
  );

  function said(one: Lacking): string {
    switch (one.what) {
      case "shares":
      case "not-electric":
        return t(`lacking.${one.what}`, { carrier: carrierName(language, one.carrier) });
      case "whole-year":
        return one.year === null
          ? t("lacking.no-year")
          : t("lacking.whole-year", {
              year: String(one.year),
              share: format.percent(one.measuredShare),
            });
      case "figure-refused":
        return t("lacking.figure-refused", { code: one.code });
      default:
        return t(`lacking.${one.what}`);
    }
  }
}
