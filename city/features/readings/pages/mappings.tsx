import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  EmptyState,
  FormField,
  LinkButton,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { MappingsPage, SaidMapping, Trial } from "../mappings-page.ts";
import { readingMessages } from "../messages.ts";

export function loader({ context }: LoaderFunctionArgs): MappingsPage {
  return pageData<MappingsPage>(context);
}

export default function Mappings(): ReactNode {
  const { stored, presets, said, fault, trial } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = readingMessages.t(language);
  const shell = shellMessages.t(language);
  const action = address("/staff/mappings");
  const error = (field: keyof SaidMapping) => {
    if (fault?.field !== field) return undefined;
    const why =
      fault.field === "spec"
        ? ` ${t(`mapping.why.${fault.why}`, {
            where: fault.where || t("mapping.whole"),
            expected: fault.expected,
          })}`
        : "";
    return { word: shell("notice.error"), text: `${t(`mapping.fault.${fault.code}`)}${why}` };
  };
  return (
    <>
      <title>{`${t("mapping.title")} · Husting`}</title>
      <PageHeading title={t("mapping.title")} lead={t("mapping.lead")} />
      <Done words={{ mapping: t("mapping.saved"), removed: t("mapping.removed") }} />
      {trial === null ? null : <TrialNotice trial={trial} />}
      <Section id="add" title={t("mapping.add")}>
        <form method="post" action={action} className="form">
          <FormField
            name="name"
            label={t("mapping.name")}
            error={error("name")}
            control={{
              kind: "input",
              type: "text",
              defaultValue: said?.name,
              autoComplete: "off",
              width: "medium",
            }}
          />
          <FormField
            name="spec"
            label={t("mapping.spec")}
            hint={t("mapping.spec-hint")}
            error={error("spec")}
            required={t("wizard.required")}
            control={{ kind: "textarea", rows: 16, defaultValue: said?.spec }}
          />
          <FormField
            name="sampleTopic"
            label={t("mapping.sample-topic")}
            control={{ kind: "input", type: "text", defaultValue: said?.sampleTopic, autoComplete: "off" }}
          />
          <FormField
            name="sample"
            label={t("mapping.sample")}
            hint={t("mapping.sample-hint")}
            control={{ kind: "textarea", rows: 8, defaultValue: said?.sample }}
          />
          <div className="actions">
            <Button variant="secondary" name="do" value="try">
              {t("mapping.try")}
            </Button>
            <Button name="do" value="keep">
              {t("mapping.keep")}
            </Button>
          </div>
        </form>
      </Section>
      <Section id="stored" title={t("mapping.stored")} lead={t("mapping.stored-lead")}>
        {stored.length === 0 ? (
          <EmptyState title={t("mapping.none")}>
            <p>{t("mapping.none-text")}</p>
          </EmptyState>
        ) : (
          stored.map(({ name, mapping }) => (
            <form key={name} method="post" action={action} className="form">
              <h3>{name}</h3>
              <pre>
                <code>{JSON.stringify(mapping, null, 2)}</code>
              </pre>
              <input type="hidden" name="name" value={name} />
              <div className="actions">
                <LinkButton
                  href={`${action}?edit=${encodeURIComponent(name)}#add`}
                  label={t("mapping.edit-name", { name })}
                >
                  {t("mapping.edit")}
                </LinkButton>
                <Button
                  variant="secondary"
                  name="do"
                  value="remove"
                  label={t("mapping.remove-name", { name })}
                >
                  {t("mapping.remove")}
                </Button>
              </div>
            </form>
          ))
        )}
      </Section>
      <Section id="presets" title={t("mapping.presets")} lead={t("mapping.presets-lead")}>
        {Object.entries(presets).map(([name, text]) => (
          <details key={name}>
            <summary>{name === "chirpstack" ? "ChirpStack" : "The Things Stack"}</summary>
            <pre>
              <code>{text}</code>
            </pre>
          </details>
        ))}
      </Section>
    </>
  );
}

function TrialNotice({ trial: { readings, rejections } }: { readonly trial: Trial }): ReactNode {
  const { language, format } = useFrame();
  const t = readingMessages.t(language);
  const kind = readings.length === 0 ? "error" : rejections.length > 0 ? "warn" : "success";
  return (
    <Notice kind={kind} word={shellMessages.t(language)(`notice.${kind}`)} title={t("mapping.tried")}>
      <ul>
        {readings.map((reading) => (
          <li key={reading.point}>
            <code>{reading.point}</code> {format.date(Date.parse(reading.time), "dateTime")}:{" "}
            {format.number(reading.value, { significant: 8 })}
          </li>
        ))}
        {rejections.map((rejection) => (
          <li key={`${rejection.column} ${rejection.code}`}>
            {t(`reject.${rejection.code}` as "reject.not-a-number")} <code>{rejection.found}</code>
          </li>
        ))}
      </ul>
      {readings.length + rejections.length === 0 ? <p>{t("mapping.tried-nothing")}</p> : null}
    </Notice>
  );
}
