import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DefinitionList, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { DataPage, ListedDataset } from "../data-page.ts";
import { licenceAddress } from "../licence.ts";
import { openDataMessages } from "../messages.ts";
import { Citation, Methods, Reproduce } from "./method-parts.tsx";

export function loader({ context }: LoaderFunctionArgs): DataPage {
  return pageData<DataPage>(context);
}

/** What a researcher comes for: every address, what is in it, by which method, on which terms, and how to cite it. */
export default function Data(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { datasets, licence } = page;
  const { language, cityNames } = useFrame();
  const t = openDataMessages.t(language);
  const title = t("title", { city: cityNames[language] });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <link rel="alternate" type="application/ld+json" href="/data.jsonld" />
      <PageHeading title={title} lead={t("lead")} />
      <nav className="jump" aria-label={t("contents")}>
        <a href="#terms">{t("terms.title")}</a>
        <a href="#cite">{t("cite.title")}</a>
        <a href="#sets">{t("sets.title")}</a>
        <a href="#methods">{t("methods.title")}</a>
        <a href="#reproduce">{t("reproduce.title")}</a>
        <a href="/data.jsonld" type="application/ld+json">
          {t("dcat")}
        </a>
      </nav>
      <Section id="terms" title={t("terms.title")}>
        <p>
          <a rel="external license" href={licenceAddress[licence.id]}>
            {t(`licence.${licence.id}`)}
          </a>
          {`. ${t(licence.isDecided ? "terms.decided" : "terms.usual")}`}
        </p>
        <ul>
          <li>{t("terms.texts")}</li>
          <li>{t("terms.sources")}</li>
          <li>{t("terms.people")}</li>
        </ul>
      </Section>
      <Citation page={page} />
      <Section id="sets" title={t("sets.title")} lead={t("sets.lead")}>
        {datasets.map((dataset) => (
          <OneSet key={dataset.id} dataset={dataset} />
        ))}
      </Section>
      <Methods page={page} />
      <Reproduce page={page} />
    </>
  );
}

function OneSet({ dataset }: { readonly dataset: ListedDataset }): ReactNode {
  const { id, rhythm, disclosure, units, addresses, docs } = dataset;
  const { language } = useFrame();
  const t = openDataMessages.t(language);
  return (
    <Section
      id={id}
      level={3}
      title={t(`set.${id}` as "set.energy")}
      lead={t(`set.${id}-about` as "set.energy-about")}
    >
      <ul className="work-list">
        {addresses.map(({ path, format: of, fields, example }) => (
          <li key={path}>
            <code>{example === null ? path : <a href={example}>{path}</a>}</code>
            <div className="table-sub">
              {t(`format.${of}`)}
              {fields.length === 0 ? null : `: ${fields.join(", ")}`}
              {example === null ? ` ${t("sets.none-here")}` : null}
            </div>
          </li>
        ))}
      </ul>
      <DefinitionList
        items={[
          ...(units.length === 0
            ? []
            : [
                {
                  term: t("sets.units"),
                  description: units.map(([field, unit]) => `${field}: ${unit}`).join(" · "),
                },
              ]),
          { term: t("sets.rhythm"), description: t(`rhythm.${rhythm}`) },
          { term: t("sets.left-out"), description: t(`disclosure.${disclosure}`) },
          {
            term: t("sets.docs"),
            description: t("sets.docs-file", { file: docs }),
          },
        ]}
      />
    </Section>
  );
}
