import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  DefinitionList,
  EmptyState,
  FormField,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { readingMessages } from "../messages.ts";
import type { ListedStation, SaidStation, WeatherPage } from "../weather/weather-page.ts";
import { Attribution } from "./attribution.tsx";

export function loader({ context }: LoaderFunctionArgs): WeatherPage {
  return pageData<WeatherPage>(context);
}

export default function Weather(): ReactNode {
  const { stations, said, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = readingMessages.t(language);
  const shell = shellMessages.t(language);
  const action = address("/staff/weather");
  const error = (field: keyof SaidStation) =>
    fault?.field === field
      ? { word: shell("notice.error"), text: t(`weather.fault.${fault.code}`) }
      : undefined;
  return (
    <>
      <title>{`${t("weather.title")} · Husting`}</title>
      <PageHeading title={t("weather.title")} lead={t("weather.lead")} />
      <Section id="stations" title={t("weather.stations")}>
        {stations.length === 0 ? (
          <EmptyState title={t("weather.none")}>
            <p>{t("weather.none-text")}</p>
          </EmptyState>
        ) : (
          stations.map((station) => <Station key={station.id} station={station} action={action} />)
        )}
      </Section>
      <Section id="add" title={t("weather.add")}>
        <form method="post" action={action} className="form">
          <FormField
            name="provider"
            label={t("weather.provider")}
            error={error("provider")}
            control={{
              kind: "select",
              defaultValue: said?.provider,
              options: [
                { value: "smhi", label: t("weather.provider.smhi") },
                { value: "open-meteo", label: t("weather.provider.open-meteo") },
              ],
            }}
          />
          <FormField
            name="code"
            label={t("weather.code")}
            hint={t("weather.code-hint")}
            error={error("code")}
            required={t("wizard.required")}
            control={{
              kind: "input",
              type: "text",
              defaultValue: said?.code,
              autoComplete: "off",
              width: "medium",
            }}
          />
          <FormField
            name="from"
            label={t("weather.from")}
            hint={t("weather.from-hint")}
            error={error("from")}
            required={t("wizard.required")}
            control={{ kind: "input", type: "date", defaultValue: said?.from, width: "short" }}
          />
          <Button name="do" value="add">
            {t("weather.add")}
          </Button>
        </form>
      </Section>
    </>
  );
}

function Station({
  station,
  action,
}: {
  readonly station: ListedStation;
  readonly action: string;
}): ReactNode {
  const { language, format } = useFrame();
  const t = readingMessages.t(language);
  const { name, code, provider, fault, fetchedMs, lastMs } = station;
  return (
    <form method="post" action={action} className="form">
      <h3>{name === code ? code : `${name} (${code})`}</h3>
      {fault === null ? null : (
        <Notice kind="warn" word={shellMessages.t(language)("notice.warn")} title={t("weather.fault")}>
          <p>{t(`weather.fault.${fault}`)}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t("weather.provider"), description: t(`weather.provider.${provider}`) },
          {
            term: t("weather.place"),
            description: `${format.number(station.latitude, { decimals: 3 })}° N, ${format.number(station.longitude, { decimals: 3 })}° E`,
          },
          { term: t("weather.since"), description: format.plainDate(station.fromDate) },
          {
            term: t("weather.fetched"),
            description:
              fetchedMs.newest === null ? t("weather.not-yet") : format.date(fetchedMs.newest, "dateTime"),
          },
          {
            term: t("weather.last"),
            description: lastMs === null ? t("weather.none-lately") : format.date(lastMs, "dateTime"),
          },
          { term: t("weather.licence"), description: <Attribution attribution={station.attribution} /> },
        ]}
      />
      <input type="hidden" name="station" value={station.id} />
      <div className="actions">
        <Button variant="secondary" name="do" value="remove">
          {t("weather.remove")}
        </Button>
      </div>
    </form>
  );
}
