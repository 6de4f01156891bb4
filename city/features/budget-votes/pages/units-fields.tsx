import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import type { Names } from "../../buildings/index.ts";
import type { BallotKind } from "../ballot.ts";

/** One control for each project, as on a ballot: a box, or points. Sent as `units-NUMBER`. */
export function UnitsFields({
  legend,
  kind,
  most,
  projects,
  units,
}: {
  readonly legend: string;
  readonly kind: BallotKind;
  readonly most: number | null;
  readonly projects: readonly { readonly id: number; readonly names: Names }[];
  /** What stands there when the page comes. */
  readonly units: (project: number) => number | undefined;
}): ReactNode {
  const { language } = useFrame();
  return (
    <fieldset className="field">
      <legend className="field-label">{legend}</legend>
      {projects.map(({ id, names }) => {
        const given = units(id);
        const control =
          kind === "cumulative"
            ? ({
                type: "number",
                min: 0,
                max: most ?? undefined,
                className: "control",
                "data-width": "short",
                defaultValue: given,
              } as const)
            : ({ type: "checkbox", value: "1", defaultChecked: given === 1 } as const);
        return (
          <label key={id} className="field-choice" htmlFor={`units-${id}`}>
            <input id={`units-${id}`} name={`units-${id}`} {...control} />
            <span>{names[language]}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
