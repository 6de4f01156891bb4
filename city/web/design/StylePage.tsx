import type { ReactNode } from "react";
import { formats, type Language } from "../language/index.ts";
import { shellMessages } from "../shell-messages.ts";
import {
  Breadcrumbs,
  Button,
  CoverageMeter,
  DataTable,
  DefinitionList,
  EmptyState,
  ErrorPage,
  Figure,
  FormField,
  KeyFigure,
  KeyFigures,
  LinkButton,
  Notice,
  PageHeading,
  Pagination,
  Prose,
  Section,
  Tag,
  type Tone,
} from "./index.ts";
import { type StyleCharts, styleCharts } from "./style-charts.ts";
import { styleMessages } from "./style-messages.ts";

const zone = "Europe/Stockholm";

interface Context {
  readonly language: Language;
  readonly t: ReturnType<typeof styleMessages.t>;
  readonly shell: ReturnType<typeof shellMessages.t>;
  readonly f: ReturnType<typeof formats>;
}

/** Every part in every state. The content of a page; the shell stands around it. */
export function StylePage({ language }: { readonly language: Language }): ReactNode {
  const context: Context = {
    language,
    t: styleMessages.t(language),
    shell: shellMessages.t(language),
    f: formats(language, zone),
  };
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
      <Tables {...context} />
      <Charts {...context} />
      <Text {...context} />
      <Forms {...context} />
      <Lists {...context} />
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

function Figures({ t, shell, f }: Context): ReactNode {
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

function Tags({ t }: Context): ReactNode {
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

function Notices({ t, shell }: Context): ReactNode {
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

interface SampleBuilding {
  readonly name: string;
  readonly kind: string;
  readonly heatKwh: number | null;
  readonly specificKwh: number | null;
  readonly measured: number;
  readonly verdict: readonly [Tone, string] | null;
}

function Tables({ t, shell, f }: Context): ReactNode {
  const rows: readonly SampleBuilding[] = [
    {
      name: t("building.1"),
      kind: t("kind.school"),
      heatKwh: 412_300,
      specificKwh: 138,
      measured: 0.968,
      verdict: ["good", t("tag.verified")],
    },
    {
      name: t("building.5"),
      kind: t("kind.housing"),
      heatKwh: 288_000,
      specificKwh: 121,
      measured: 1,
      verdict: ["bad", t("tag.worse")],
    },
    {
      name: t("building.4"),
      kind: t("kind.sports"),
      heatKwh: 196_500,
      specificKwh: 97,
      measured: 0.74,
      verdict: ["warn", t("tag.open")],
    },
    {
      name: t("building.3"),
      kind: t("kind.library"),
      heatKwh: 87_100,
      specificKwh: 64,
      measured: 0.999,
      verdict: ["neutral", t("tag.none")],
    },
    {
      name: t("building.2"),
      kind: t("kind.preschool"),
      heatKwh: null,
      specificKwh: null,
      measured: 0,
      verdict: null,
    },
  ];
  const sort = (column: string, direction: "descending" | "none") => ({
    href: "#tables",
    label: t("table.sort", { column }),
    direction,
  });
  const scrollLabel = shell("table.scroll", { caption: t("table.caption") });
  return (
    <Section id="tables" title={t("tables")}>
      <DataTable
        caption={t("table.caption")}
        scrollLabel={scrollLabel}
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          { key: "name", header: t("table.name"), cell: (row) => <a href="#tables">{row.name}</a> },
          { key: "kind", header: t("table.kind"), cell: (row) => row.kind },
          {
            key: "heat",
            header: t("table.use"),
            align: "number",
            cell: (row) =>
              row.heatKwh === null ? shell("coverage.notMeasured") : f.energyNumber(row.heatKwh, "MWh"),
            sort: sort(t("table.use"), "none"),
          },
          {
            key: "specific",
            header: t("table.specific"),
            align: "number",
            cell: (row) =>
              row.specificKwh === null ? shell("coverage.notMeasured") : f.number(row.specificKwh),
            bar: (row) => (row.specificKwh === null ? null : row.specificKwh / 138),
            sort: sort(t("table.specific"), "descending"),
          },
          {
            key: "measured",
            header: t("table.coverage"),
            cell: (row) => (
              <CoverageMeter
                share={row.measured}
                label={t("table.coverage")}
                text={f.percent(row.measured)}
                labelHidden
              />
            ),
          },
          {
            key: "verdict",
            header: t("table.verdict"),
            cell: (row) => (row.verdict === null ? "–" : <Tag tone={row.verdict[0]}>{row.verdict[1]}</Tag>),
          },
        ]}
        totals={{ name: t("table.total"), heat: f.energyNumber(983_900, "MWh"), measured: f.percent(0.74) }}
      />
      <DataTable
        caption={t("table.caption")}
        captionHidden
        scrollLabel={scrollLabel}
        rows={[] as readonly SampleBuilding[]}
        rowKey={(row) => row.name}
        columns={[
          { key: "name", header: t("table.name"), cell: (row) => row.name },
          { key: "kind", header: t("table.kind"), cell: (row) => row.kind },
        ]}
        empty={t("table.empty")}
      />
    </Section>
  );
}

function Charts({ language, t, shell }: Context): ReactNode {
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

function Text({ language, t }: Context): ReactNode {
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

function Forms({ t, shell }: Context): ReactNode {
  const required = t("form.required");
  const kinds = ["school", "preschool", "library", "sports", "housing"] as const;
  return (
    <Section id="forms" title={t("forms")}>
      <form className="form" method="get" action="#forms">
        <FormField
          name="name"
          label={t("form.name")}
          hint={t("form.nameHint")}
          required={required}
          control={{ kind: "input" }}
        />
        <FormField
          name="email"
          label={t("form.email")}
          error={{ word: shell("notice.error"), text: t("form.emailError") }}
          control={{ kind: "input", type: "email", defaultValue: "eva@", autoComplete: "email" }}
        />
        <FormField
          name="area"
          label={t("form.area")}
          control={{ kind: "input", inputMode: "decimal", defaultValue: "1240", width: "short" }}
        />
        <FormField
          name="kind"
          label={t("form.kind")}
          control={{
            kind: "select",
            options: kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
            defaultValue: "library",
          }}
        />
        <FormField name="reason" label={t("form.reason")} control={{ kind: "textarea", rows: 3 }} />
        <FormField
          name="warm"
          label={t("form.warm")}
          control={{
            kind: "radio",
            defaultValue: "right",
            options: (["cold", "right", "hot"] as const).map((answer) => ({
              value: answer,
              label: t(`form.${answer}`),
            })),
          }}
        />
        <FormField
          name="consent"
          label={t("form.consent")}
          control={{ kind: "checkbox", defaultChecked: true }}
        />
        <div className="actions">
          <Button>{t("form.save")}</Button>
          <Button variant="secondary">{t("form.cancel")}</Button>
          <Button variant="danger">{t("form.delete")}</Button>
          <Button variant="quiet">{t("form.more")}</Button>
        </div>
      </form>
    </Section>
  );
}

function Lists({ t, shell }: Context): ReactNode {
  return (
    <Section id="lists" title={t("lists")}>
      <DefinitionList
        items={[
          { term: t("definition.address"), description: t("definition.addressValue") },
          { term: t("definition.built"), description: "1968" },
          { term: t("definition.meter"), description: t("definition.meterValue") },
        ]}
      />
      <Pagination
        label={shell("pagination.label")}
        position={shell("pagination.position", { page: 2, pages: 7 })}
        previous={{ href: "#lists", label: shell("pagination.previous") }}
        next={{ href: "#lists", label: shell("pagination.next") }}
      />
      <EmptyState
        title={t("empty.title")}
        action={<LinkButton href="#lists">{t("empty.action")}</LinkButton>}
      >
        <p>{t("empty.text")}</p>
      </EmptyState>
    </Section>
  );
}

function Colours({ t }: Context): ReactNode {
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
