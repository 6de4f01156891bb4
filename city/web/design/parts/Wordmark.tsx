import type { ReactNode } from "react";

/** Where the people sit: nine on an arc over the house, from the left wall to the right one. */
const seats = Array.from({ length: 9 }, (_, seat) => {
  const angle = Math.PI * (1 + seat / 8);
  return { x: round(24 + 20 * Math.cos(angle)), y: round(27 + 20 * Math.sin(angle)), seat };
});

function round(length: number): number {
  return Math.round(length * 100) / 100;
}

/** The house and the people who meet in it; half of them from the cold side, half from the warm. Decorative. */
export function Mark(): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 48 44" width="48" height="44" aria-hidden="true" focusable="false">
      {seats.map(({ x, y, seat }) => (
        <circle
          key={seat}
          className={seat < 4 ? "mark-north" : seat > 4 ? "mark-south" : "mark-chair"}
          cx={x}
          cy={y}
          r="2.6"
        />
      ))}
      <path className="mark-house" d="M24 16.5 37 27.4V41H27.4V31.5H20.6V41H11V27.4Z" />
    </svg>
  );
}

export interface WordmarkProps {
  /** The product's name. */
  readonly product: string;
  /** The city whose node this is. */
  readonly city: string;
  readonly href: string;
}

/** Mark, product and city as one link to the start page. */
export function Wordmark({ product, city, href }: WordmarkProps): ReactNode {
  return (
    <a className="wordmark" href={href}>
      <Mark />
      <span className="wordmark-text">
        <span className="wordmark-product">{product}</span> <span className="wordmark-city">{city}</span>
      </span>
    </a>
  );
}
