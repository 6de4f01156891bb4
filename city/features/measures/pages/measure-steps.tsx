import type { ReactNode } from "react";
import { Button, DataTable, FormField, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { MeasurePage } from "../measures-pages.ts";
import { measureMessages } from "../messages.ts";
import { stateName } from "../words.ts";

/** What became of a measure, and what the reader can do with it. */
export function Steps({ measure }: { readonly measure: MeasurePage }): ReactNode {
  const { language, format, address, logAddress } = useFrame();
  const t = measureMessages.t(language);
  const shell = shellMessages.t(language);
  const action = address(`/measures/${measure.slug}`);
  const accepted = measure.decided.decisions.filter(({ outcome }) => outcome === "accepted");
  return (
    <>
      {measure.open.length === 0 && measure.fault === null ? null : (
        <Section id="do" title={t("do.title")}>
          {measure.fault === null ? null : (
            <Notice kind="error" word={shell("notice.error")}>
              <p>{t(`fault.${measure.fault.code}`)}</p>
            </Notice>
          )}
          {measure.open.map((step) => (
            <form key={step} method="post" action={action} className="form">
              {step === "start" || step === "finish" ? (
                <FormField
                  name="date"
                  id={`date-${step}`}
                  label={t(`do.date-${step}`)}
                  required={t("field.required")}
                  control={{ kind: "input", type: "date", width: "short" }}
                />
              ) : null}
              {step === "approve" && accepted.length > 0 ? (
                <FormField
                  name="decision"
                  label={t("do.decision")}
                  control={{
                    kind: "select",
                    options: [
                      { value: "", label: t("do.decision-none") },
                      ...accepted.map(({ id, titles, date }) => ({
                        value: String(id),
                        label: format.plainDate(date) + colonOf[language] + titles[language],
                      })),
                    ],
                  }}
                />
              ) : null}
              <Button variant={step === "abandon" ? "secondary" : "primary"} name="do" value={step}>
                {t(`do.${step}`)}
              </Button>
            </form>
          ))}
        </Section>
      )}
      {measure.steps.length === 0 ? null : (
        <Section id="steps" title={t("steps.title")}>
          <DataTable
            caption={t("steps.title")}
            captionHidden
            scrollLabel={shell("table.scroll", { caption: t("steps.title") })}
            columns={[
              {
                key: "state",
                header: t("step.state"),
                cell: ({ state, decisionId }) =>
                  decisionId === null ? (
                    stateName(language, state)
                  ) : (
                    <>
                      {stateName(language, state)},{" "}
                      <a href={address(`/decisions/${decisionId}`)}>{t("step.decision")}</a>
                    </>
                  ),
              },
              { key: "at", header: t("step.at"), cell: ({ atMs }) => format.date(atMs, "dateTime") },
              {
                key: "entry",
                header: t("step.entry"),
                align: "number",
                cell: ({ logEntry }) => <a href={logAddress(logEntry)}>{format.count(logEntry)}</a>,
              },
            ]}
            rows={measure.steps}
            rowKey={({ logEntry }) => String(logEntry)}
          />
        </Section>
      )}
    </>
  );
}
