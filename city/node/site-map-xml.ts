import { htmlLanguage, languages } from "../web/language/index.ts";
import { aboutThisSite, siteMap } from "../web/site-map.ts";
import { escapeXml } from "../web/xml.ts";
import type { CityNode } from "./node.ts";

/** The public pages for those who search: the menus', every house and every measure, each with its other languages (sitemaps.org 0.9). */
export async function siteMapXml(node: CityNode): Promise<string> {
  const [buildings, measures] = await Promise.all([node.registry.buildings(), node.measures.all()]);
  const paths = [
    ...[...siteMap.flatMap(({ pages }) => pages), ...aboutThisSite].map(({ path }) => path),
    ...buildings.map(({ slug }) => `/buildings/${slug}`),
    ...measures.map(({ slug }) => `/measures/${slug}`),
  ];
  const at = (language: string, path: string): string =>
    escapeXml(`${node.quality.baseUrl}/${language}${path}`);
  const urls = paths.flatMap((path) => {
    const others = languages.map(
      (language) =>
        `<xhtml:link rel="alternate" hreflang="${htmlLanguage[language]}" href="${at(language, path)}"/>`,
    );
    return languages.map((language) => `<url><loc>${at(language, path)}</loc>${others.join("")}</url>`);
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join("\n")}
</urlset>
`;
}
