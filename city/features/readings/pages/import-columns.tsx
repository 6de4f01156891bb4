import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  type Control,
  DataTable,
  FormField,
  Notice,
  type Option,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import { CARRIERS, READING_KINDS } from "../intake/carriers.ts";
import { STEP_MINUTES } from "../intake/steps.ts";
import { TIME_FORMATS } from "../intake/timestamps.ts";
import { readingMessages } from "../messages.ts";
import type { ImportColumnsPage, WizardAnswers, WizardReport } from "../wizard.ts";

export function loader({ context }: LoaderFunctionArgs): ImportColumnsPage {
  return pageData<ImportColumnsPage>(context);
}

export default function ImportColumns(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = readingMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <title>{`${page.name} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("wizard.title"), href: address("/staff/import") }, { label: page.name }]}
      />
      <PageHeading title={page.name} lead={t("wizard.questions-lead")} />
      {page.report === null ? null : <Report report={page.report} />}
      <Section id="preview" title={t("wizard.preview")}>
        <DataTable
          caption={t("wizard.preview")}
          captionHidden
          narrow="scroll"
          scrollLabel={shell("table.scroll", { caption: t("wizard.preview") })}
          columns={page.header.map((name, column) => ({
            key: String(column),
            header: `${column + 1}: ${name}`,
            cell: (row: readonly string[]) => row[column] ?? "",
          }))}
          rows={page.rows}
          rowKey={(row) => row.join("\u0000")}
          empty={t("wizard.preview-none")}
        />
      </Section>
      <Questions page={page} action={address(`/staff/import/${page.id}`)} />
    </>
  );
}

/** The same counts and the same rejections as `husting import` prints. */
function Report({ report }: { readonly report: WizardReport }): ReactNode {
  const { language, address } = useFrame();
  const t = readingMessages.t(language);
  const { fresh, receipt, rejections, dryRun, cutOff } = report;
  const taken = receipt !== null && receipt.added + receipt.corrected + receipt.repeated > 0;
  const kind = !taken ? "error" : receipt.rejected > 0 || cutOff ? "warn" : "success";
  return (
    <Notice
      kind={kind}
      word={shellMessages.t(language)(`notice.${kind}`)}
      title={t(dryRun ? "wizard.tried" : taken ? "wizard.imported" : "wizard.nothing-taken")}
    >
      {receipt === null ? null : (
        <p>
          {t("wizard.counts", {
            added: receipt.added,
            corrected: receipt.corrected,
            repeated: receipt.repeated,
            rejected: receipt.rejected,
          })}
        </p>
      )}
      {taken && fresh.building !== null ? (
        <p>{t(dryRun ? "wizard.would-make-building" : "wizard.made-building", { name: fresh.building })}</p>
      ) : null}
      {taken && fresh.room !== null ? (
        <p>{t(dryRun ? "wizard.would-make-room" : "wizard.made-room", { name: fresh.room })}</p>
      ) : null}
      {rejections.length === 0 ? null : (
        <ul>
          {rejections.map((rejection) => (
            <li key={`${rejection.row} ${rejection.column} ${rejection.code} ${rejection.found}`}>
              {rejection.row === 0 ? "" : `${t("import.row", { row: rejection.row })}: `}
              {readingMessages.has(`reject.${rejection.code}`)
                ? t(`reject.${rejection.code}` as "reject.not-a-number")
                : rejection.code}{" "}
              {rejection.found === "" ? null : <code>{visibleText(rejection.found)}</code>}
            </li>
          ))}
        </ul>
      )}
      {receipt === null || receipt.deliveryId === 0 ? null : (
        <p>
          <a href={address(`/staff/imports/${receipt.deliveryId}`)}>
            {t("delivery.title", { id: receipt.deliveryId })}
          </a>
        </p>
      )}
    </Notice>
  );
}

function Questions({
  page,
  action,
}: {
  readonly page: ImportColumnsPage;
  readonly action: string;
}): ReactNode {
  const { language } = useFrame();
  const t = readingMessages.t(language);
  const { answers, fault, header } = page;
  const error = (name: keyof WizardAnswers) =>
    fault?.field === name
      ? {
          word: shellMessages.t(language)("notice.error"),
          text: readingMessages.has(`wizard.fault.${fault.why}`)
            ? t(`wizard.fault.${fault.why}` as "wizard.fault.answer-missing")
            : fault.why,
        }
      : undefined;
  const field = (
    name: keyof WizardAnswers,
    control: Control,
    isOptional = false,
    hint?: string,
  ): ReactNode => (
    <FormField
      key={name}
      name={name}
      label={t(`wizard.${name}`)}
      hint={hint}
      error={error(name)}
      required={isOptional ? undefined : t("wizard.required")}
      control={control}
    />
  );
  const select = (name: keyof WizardAnswers, options: readonly (readonly [string, string])[]): ReactNode =>
    field(name, {
      kind: "select",
      defaultValue: answers[name],
      options: [
        ...(answers[name] === "" ? [{ value: "", label: t("wizard.choose") }] : []),
        ...options.map(([value, label]) => ({ value, label })),
      ],
    });
  const write = (
    name: keyof WizardAnswers,
    {
      isOptional = false,
      suggestions,
      hint,
    }: { isOptional?: boolean; suggestions?: readonly Option[]; hint?: string } = {},
  ): ReactNode =>
    field(
      name,
      {
        ...{ kind: "input", type: "text", defaultValue: answers[name], autoComplete: "off", width: "medium" },
        suggestions,
      },
      isOptional,
      hint,
    );
  const columns = header.map((name, column) => [String(column + 1), `${column + 1}: ${name}`] as const);
  return (
    <Section id="questions" title={t("wizard.questions")}>
      <form method="post" action={action} className="form">
        {select("timeColumn", columns)}
        {select(
          "timeFormat",
          TIME_FORMATS.map((format) => [format, format === "iso" ? t("wizard.iso") : format]),
        )}
        {write("zone")}
        {select("marks", [
          ["start", t("wizard.marks-start")],
          ["end", t("wizard.marks-end")],
        ])}
        {select("repeatedHour", [
          ["refuse", t("wizard.repeatedHour-refuse")],
          ["by-order", t("wizard.repeatedHour-by-order")],
        ])}
        {select("valueColumn", columns)}
        {select("decimalSeparator", [
          [".", "1.5"],
          [",", "1,5"],
        ])}
        {write("unit")}
        {select(
          "kind",
          READING_KINDS.map((kind) => [kind, t(`wizard.kind-${kind}`)]),
        )}
        {select(
          "step",
          STEP_MINUTES.map((step) => [String(step), step === 1440 ? "24 h" : `${step} min`]),
        )}
        {write("building", {
          suggestions: page.buildings.map(({ slug, names }) => ({ value: slug, label: names[language] })),
          hint: t("wizard.building-hint"),
        })}
        {write("room", {
          isOptional: true,
          suggestions: [...new Set(page.buildings.flatMap(({ rooms }) => rooms))].map((room) => ({
            value: room,
            label: room,
          })),
        })}
        {select(
          "carrier",
          CARRIERS.map((carrier) => [carrier, carrierName(language, carrier)]),
        )}
        {write("registerWidth", { isOptional: true })}
        {select("separator", [
          [",", ","],
          [";", ";"],
          ["tab", "tab"],
          ["|", "|"],
        ])}
        {select(
          "encoding",
          ["utf-8", "utf-16le", "utf-16be", "gb18030", "windows-1252"].map((name) => [name, name]),
        )}
        <div className="actions">
          <Button variant="secondary" name="do" value="try">
            {t("wizard.try")}
          </Button>
          <Button name="do" value="import">
            {t("wizard.import")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
