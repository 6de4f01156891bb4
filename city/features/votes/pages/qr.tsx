import type { ReactNode } from "react";

/** A QR code, black on white in the dark too: telephones read no other. */
export function Qr({
  code: { size, path },
  label,
}: {
  readonly code: { readonly size: number; readonly path: string };
  readonly label: string;
}): ReactNode {
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path fill="#ffffff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000000" d={path} />
    </svg>
  );
}
