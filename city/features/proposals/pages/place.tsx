import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, visibleText } from "../../../web/language/index.ts";
import type { NamedPlace } from "../list-page.ts";
import { proposalMessages } from "../messages.ts";

/** What a proposal is about, with a way to it. */
export function Place({ place }: { readonly place: NamedPlace }): ReactNode {
  const { language, address } = useFrame();
  if (place.kind === "city") return proposalMessages.t(language)("place.city");
  if (place.kind === "street") return visibleText(place.street);
  return (
    <>
      <a href={address(`/buildings/${place.slug}`)}>{place.names[language]}</a>
      {place.room === null ? null : colonOf[language] + place.room[language]}
    </>
  );
}
