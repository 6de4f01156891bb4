import { type ReactNode, useId } from "react";
import { useFrame } from "../../../web/frame.ts";
import type { ToldGroup } from "../document.ts";
import { conversationMessages } from "../messages.ts";
import { groupName } from "../words.ts";

const WIDTH = 320;
const HEIGHT = 240;
const MARGIN = 56;

/** Where the groups' centres are drawn: a step is as long along both axes, so that every distance can be compared. */
function placesOf(groups: readonly ToldGroup[]): readonly [x: number[], y: number[]] {
  const along = (axis: 0 | 1, length: number) => {
    const values = groups.map(({ centre }) => centre[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { values, middle: (low + high) / 2, scale: (length - 2 * MARGIN) / (high - low || 1), length };
  };
  const [across, down] = [along(0, WIDTH), along(1, HEIGHT)];
  const scale = Math.min(across.scale, down.scale);
  const drawn = ({ values, middle, length }: typeof across) =>
    values.map((value) => length / 2 + (value - middle) * scale);
  return [drawn(across), drawn(down)];
}

/**
 * The groups in the plane in which people differ most: each a circle as large as its people are many, and no dot for any
 * one of them. It shows what the table beside it says, and nothing that is not there.
 */
export function OpinionMap({ groups }: { readonly groups: readonly ToldGroup[] }): ReactNode {
  const { language, format } = useFrame();
  const t = conversationMessages.t(language);
  const [titleId, descriptionId] = [useId(), useId()];
  const [x, y] = placesOf(groups);
  const most = Math.max(...groups.map(({ size }) => size));
  const radius = (size: number): number => 12 + 26 * Math.sqrt(size / most);
  return (
    <figure className="figure">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-labelledby={`${titleId} ${descriptionId}`}
        className="opinion-map"
      >
        <title id={titleId}>{t("map.title")}</title>
        <desc id={descriptionId}>
          {groups
            .map(({ size }, index) => t("map.group", { group: groupName(language, index), count: size }))
            .join(" ")}
        </desc>
        {groups.map(({ size }, index) => (
          <g key={groupName("en", index)}>
            <circle
              cx={x[index]}
              cy={y[index]}
              r={radius(size)}
              fill="currentColor"
              fillOpacity={0.14}
              stroke="currentColor"
              strokeWidth={2}
            />
            <text
              x={x[index]}
              y={y[index]}
              dy="0.35em"
              textAnchor="middle"
              fontWeight={700}
              fill="currentColor"
            >
              {String.fromCharCode(65 + index)}
            </text>
            <text
              x={x[index]}
              y={(y[index] ?? 0) + radius(size) + 14}
              textAnchor="middle"
              fontSize={12}
              fill="currentColor"
            >
              {format.count(size)}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>{t("map.caption")}</figcaption>
    </figure>
  );
}
