import { buildingPage } from "../features/buildings/index.ts";
import { storySentence } from "../features/buildings/words.ts";
import { renderPng, type SharedPicture, sharedSvg } from "../features/share/index.ts";
import { formats, type Language } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import type { CityNode } from "./node.ts";

/** The picture that goes with a link: of one house (`house-SLUG.png`), or of the city (`city.png`). Undefined where there is none. */
export async function sharedPicture(
  node: CityNode,
  language: Language,
  file: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const t = shellMessages.t(language);
  const of = { language, foot: footOf(node, language) };
  if (file === "city.png")
    return draw({ ...of, title: node.city.names[language], sentence: t("footer.claim"), storeys: [] });
  const slug = /^house-([a-z0-9-]+)\.png$/.exec(file)?.[1];
  const page = slug === undefined ? undefined : await buildingPage(node, slug);
  if (page === undefined) return undefined;
  const { energy, rooms, people } = page.story;
  return draw({
    ...of,
    title: page.building.names[language],
    sentence: storySentence(formats(language, node.city.zone), page.story),
    storeys: [
      energy?.used?.share ?? null,
      rooms === null ? null : Math.min(rooms.heldShare, rooms.freshShare ?? 1),
      people === null ? null : people.right / people.votes,
    ],
  });
}

function footOf({ city }: CityNode, language: Language): string {
  const t = shellMessages.t(language);
  return [`${t("product")} · ${city.names[language]}`, ...(city.simulated ? [t("demo.title")] : [])].join(
    " · ",
  );
}

/** Pictures as they were drawn last, by their drawing: the data that a picture shows changes much more seldom than the rest. */
const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
const MOST_DRAWN = 200;

function draw(picture: SharedPicture): Promise<Uint8Array<ArrayBuffer>> {
  const svg = sharedSvg(picture);
  const known = drawn.get(svg);
  if (known !== undefined) return known;
  const made = renderPng(svg);
  made.catch(() => drawn.delete(svg));
  drawn.set(svg, made);
  if (drawn.size > MOST_DRAWN) drawn.delete(drawn.keys().next().value!);
  return made;
}
