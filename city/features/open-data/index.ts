export { bibtex, cslJson } from "./citation.ts";
export { citedOf, type DataPage, dataPage, examplesOf, type OpenDataParts } from "./data-page.ts";
export { catalogueJsonLd } from "./dcat.ts";
export { licences, licenceText, USUAL_LICENCE } from "./licence.ts";
