import type { Language } from "../../web/language/index.ts";
import { htmlLanguage, languages } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import {
  type DataFormat,
  type Dataset,
  datasets,
  type Examples,
  exampleOf,
  mediaTypes,
  type Rhythm,
} from "./catalogue.ts";
import { type LicenceId, licenceAddress } from "./licence.ts";
import { openDataMessages } from "./messages.ts";

/** Words of the European vocabularies that DCAT-AP asks for. */
const EU = "http://publications.europa.eu/resource/authority";
const FILE_TYPES: Readonly<Record<DataFormat, string>> = {
  csv: "CSV",
  xlsx: "XLSX",
  json: "JSON",
  ndjson: "JSON",
  atom: "ATOM",
  pb: "CSV",
  jose: "BIN",
  zip: "ZIP",
};
const FREQUENCIES: Readonly<Record<Rhythm, string>> = {
  act: "CONT",
  readings: "CONT",
  verdict: "IRREG",
  release: "IRREG",
  count: "IRREG",
  year: "ANNUAL",
  month: "MONTHLY",
};
const LANGUAGES: Readonly<Record<Language, string>> = { sv: "SWE", zh: "ZHO", en: "ENG" };

export interface Catalogued {
  readonly city: { readonly id: string; readonly names: Names; readonly country: "SE" | "CN" };
  readonly baseUrl: string;
  readonly licence: LicenceId;
  readonly examples: Examples;
  /** When the newest entry of the log was written; null before there is one. */
  readonly modifiedAt: string | null;
}

/**
 * The city's data as a catalogue for machines: DCAT 3 in JSON-LD, with what the European profile (DCAT-AP) and the Swedish one
 * (DCAT-AP-SE) ask for, and schema.org's names beside them. The context stands in the document: nothing is fetched to read it.
 */
export function catalogueJsonLd({ city, baseUrl, licence, examples, modifiedAt }: Catalogued): string {
  const id = (path: string): string => `${baseUrl}${path}`;
  const inAll = (of: (language: Language) => string) =>
    languages.map((language) => ({ "@language": htmlLanguage[language], "@value": of(language) }));
  const publisher = {
    "@id": id("/#publisher"),
    "@type": ["foaf:Agent", "schema:Organization"],
    "foaf:name": inAll((language) => city.names[language]),
    "dcterms:type": { "@id": "http://purl.org/adms/publishertype/LocalAuthority" },
  };
  const common = {
    "dcterms:publisher": { "@id": publisher["@id"] },
    "dcterms:license": { "@id": licenceAddress[licence] },
    "schema:license": { "@id": licenceAddress[licence] },
    "dcterms:language": languages.map((language) => ({ "@id": `${EU}/language/${LANGUAGES[language]}` })),
    ...(modifiedAt === null ? {} : { "dcterms:modified": { "@type": "xsd:dateTime", "@value": modifiedAt } }),
  };
  const datasetOf = ({ id: name, rhythm, addresses }: Dataset) => ({
    "@id": id(`/data.jsonld#${name}`),
    "@type": ["dcat:Dataset", "schema:Dataset"],
    "dcterms:title": inAll((language) => openDataMessages.t(language)(`set.${name}` as "set.energy")),
    "schema:name": inAll((language) => openDataMessages.t(language)(`set.${name}` as "set.energy")),
    "dcterms:description": inAll((language) =>
      openDataMessages.t(language)(`set.${name}-about` as "set.energy-about"),
    ),
    "dcterms:identifier": `husting:${city.id}:${name}`,
    ...common,
    "dcterms:accessRights": { "@id": `${EU}/access-right/PUBLIC` },
    "dcterms:accrualPeriodicity": { "@id": `${EU}/frequency/${FREQUENCIES[rhythm]}` },
    "dcterms:spatial": { "@id": `${EU}/country/${city.country === "SE" ? "SWE" : "CHN"}` },
    "dcat:landingPage": { "@id": id(`/sv/data#${name}`) },
    "dcat:distribution": addresses.flatMap(({ path, format }) => {
      const filled = exampleOf(path, { ...examples, language: "en" });
      if (filled === null) return [];
      return [
        {
          "@type": ["dcat:Distribution", "schema:DataDownload"],
          "dcat:accessURL": { "@id": id(filled) },
          "dcat:downloadURL": { "@id": id(filled) },
          "schema:contentUrl": { "@id": id(filled) },
          "dcat:mediaType": {
            "@id": `https://www.iana.org/assignments/media-types/${mediaTypes[format]}`,
          },
          "dcterms:format": { "@id": `${EU}/file-type/${FILE_TYPES[format]}` },
          "dcterms:license": { "@id": licenceAddress[licence] },
        },
      ];
    }),
  });
  const document = {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#",
      dcterms: "http://purl.org/dc/terms/",
      foaf: "http://xmlns.com/foaf/0.1/",
      schema: "https://schema.org/",
      xsd: "http://www.w3.org/2001/XMLSchema#",
    },
    "@graph": [
      publisher,
      {
        "@id": id("/data.jsonld"),
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        "dcterms:title": inAll((language) =>
          openDataMessages.t(language)("title", { city: city.names[language] }),
        ),
        "dcterms:description": inAll((language) => openDataMessages.t(language)("lead")),
        ...common,
        "foaf:homepage": { "@id": id("/sv/data") },
        "dcat:dataset": datasets.map(({ id: name }) => ({ "@id": id(`/data.jsonld#${name}`) })),
      },
      ...datasets.map(datasetOf),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
