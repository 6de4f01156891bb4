import type { ReactNode } from "react";
import type { Attributed } from "../weather/provider.ts";

/** Whose data these are and on what terms, as their licence asks. */
export function Attribution({
  attribution: { text, url, licence, licenceUrl },
}: {
  readonly attribution: Attributed;
}): ReactNode {
  return (
    <>
      <a href={url}>{text}</a>, <a href={licenceUrl}>{licence}</a>
    </>
  );
}
