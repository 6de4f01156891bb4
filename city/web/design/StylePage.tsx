import type { ReactNode } from "react";
import type { Language } from "../language/index.ts";
import {
  Breadcrumbs,
  ErrorPage,
  Figure,
  KeyFigure,
  KeyFigures,
  LinkButton,
  Notice,
  PageHeading,
  Prose,
  Section,
  Tag,
  type Tone,
} from "./index.ts";
import { StyleForms, StyleLists } from "./StyleForms.tsx";
import { StyleTables } from "./StyleTables.tsx";
import { type StyleCharts, styleCharts } from "./style-charts.ts";
import { type StyleContext, styleContext } from "./style-context.ts";
import { styleMessages } from "./style-messages.ts";

/** Every part in every state. The content of a page; the shell stands around it. */
export function StylePage({ language }: { readonly language: Language }): ReactNode {
  const context = styleContext(language);
  const { t, shell } = context;
  return (
    <>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: shell("home"), href: "#top" }, { label: t("title") }]}
      />
      <PageHeading title={t("title")} kicker={t("kicker")} lead={t("lead")} />
      <Figures {...context} />
      <Tags {...context} />
      <Notices {...context} />
      <StyleTables {...context} />
      <Charts {...context} />
      <Text {...context} />
      <StyleForms {...context} />
      <StyleLists {...context} />
      <Colours {...context} />
      <Section id="errors" title={t("errors")}>
        <ErrorPage
          status={500}
          level={3}
          title={shell("error.server.title")}
          text={shell("error.server.text")}
          todo={shell("error.server.todo")}
          reference={{ label: shell("error.reference"), value: "7f3a-91c2" }}
          actions={
            <>
              <LinkButton href="#top" variant="primary">
                {shell("error.retry")}
              </LinkButton>
              <LinkButton href="#top">{shell("error.home")}</LinkButton>
            </>
          }
        />
      </Section>
    </>
  );
}

function Figures({ t, shell, f }: StyleContext): ReactNode {
  const coverage = (share: number) => ({
    share,
    label: t("figures.coverage"),
    text: shell("coverage.share", { share: f.percent(share) }),
    labelHidden: true,
  });
  return (
    <Section id="figures" title={t("figures")}>
      <KeyFigures>
        <KeyFigure
          label={t("figures.saved")}
          figure={{ value: f.number(84.2), unit: "MWh" }}
          interval={t("figures.interval", {
            percent: f.percent(0.9),
            interval: f.energyInterval(61_000, 107_000),
          })}
          coverage={coverage(0.968)}
          note={t("figures.note", { period: f.period(Date.UTC(2024, 0, 5), Date.UTC(2024, 11, 5), "month") })}
        />
        <KeyFigure
          label={t("figures.rooms")}
          figure={{ value: f.percent(0.034, 1) }}
          interval={t("figures.interval", {
            percent: f.percent(0.9),
            interval: `${f.percent(0.012, 1)}–${f.percent(0.057, 1)}`,
          })}
          coverage={coverage(0.61)}
        />
        <KeyFigure label={t("figures.votes")} figure={{ missing: t("figures.votesMissing") }} />
      </KeyFigures>
    </Section>
  );
}

function Tags({ t }: StyleContext): ReactNode {
  const tags: readonly [Tone, string][] = [
    ["good", t("tag.verified")],
    ["info", t("tag.notAsked")],
    ["bad", t("tag.worse")],
    ["neutral", t("tag.none")],
    ["warn", t("tag.open")],
  ];
  return (
    <Section id="tags" title={t("tags")}>
      <div className="tag-row">
        {tags.map(([tone, words]) => (
          <Tag key={tone} tone={tone}>
            {words}
          </Tag>
        ))}
        <Tag plain>{t("tag.school")}</Tag>
      </div>
    </Section>
  );
}

function Notices({ t, shell }: StyleContext): ReactNode {
  return (
    <Section id="notices" title={t("notices")}>
      <Notice kind="info" word={shell("notice.info")} title={t("notice.info.title")}>
        <p>{t("notice.info.text")}</p>
      </Notice>
      <Notice kind="success" word={shell("notice.success")} title={t("notice.success.title")}>
        <p>{t("notice.success.text", { count: 8760 })}</p>
      </Notice>
      <Notice kind="warn" word={shell("notice.warn")} title={t("notice.warn.title")}>
        <p>{t("notice.warn.text")}</p>
      </Notice>
      <Notice kind="error" word={shell("notice.error")} title={t("notice.error.title")}>
        <p>{t("notice.error.text")}</p>
      </Notice>
    </Section>
  );
}

function Charts({ language, t, shell }: StyleContext): ReactNode {
  const charts = styleCharts(language);
  const figure = (chart: StyleCharts[keyof StyleCharts]): ReactNode => (
    <Figure
      chart={chart}
      caption={chart.title}
      tableLabel={shell("figure.table")}
      scrollLabel={shell("table.scroll", { caption: chart.title })}
      legendLabel={shell("figure.legend")}
      source={t("chart.source")}
    />
  );
  return (
    <Section id="charts" title={t("charts")}>
      {figure(charts.daily)}
      {figure(charts.monthly)}
      <div className="figure-pair">
        {figure(charts.signature)}
        {figure(charts.ranking)}
      </div>
      {figure(charts.room)}
      {figure(charts.coverage)}
    </Section>
  );
}

function Text({ language, t }: StyleContext): ReactNode {
  const paragraph = styleMessages.rich(language)<ReactNode>("text.paragraph", {
    a: (chunks) => (
      <a key="a" href="#text">
        {chunks}
      </a>
    ),
    b: (chunks) => <strong key="b">{chunks}</strong>,
  });
  return (
    <Section id="text" title={t("text")}>
      <Prose>
        <p>{paragraph}</p>
        <h3>{t("figures")}</h3>
        <ul>
          <li>{t("text.list1")}</li>
          <li>{t("text.list2")}</li>
          <li>{t("text.list3")}</li>
        </ul>
        <blockquote>
          <p>{t("text.quote")}</p>
        </blockquote>
        <h4>{t("table.specific")}</h4>
        <pre>
          <code>husting savings --meter meter.csv --weather weather.csv --zone Europe/Stockholm</code>
        </pre>
      </Prose>
    </Section>
  );
}

function Colours({ t }: StyleContext): ReactNode {
  const names = ["paper", "water", "ice", "loess", "pomegranate", "spruce"] as const;
  return (
    <Section id="colours" title={t("colours")}>
      <ul className="colour-list">
        {names.map((name) => (
          <li key={name} className="colour" data-colour={name}>
            {t(`colours.${name}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
