import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DataTable,
  DefinitionList,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { commaOf } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import { seats, sides } from "../office.ts";
import type { BodyPage } from "../staff-pages.ts";
import { faultText, memberName } from "../words.ts";
import { OfficeField } from "./office-field.tsx";

export function loader({ context }: LoaderFunctionArgs): BodyPage {
  return pageData<BodyPage>(context);
}

export default function BodyDesk(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { body, terms, attempt, successor } = page;
  const { language, format, address } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const name = body.names[language];
  const period = ({ fromDate, toDate }: { readonly fromDate: string; readonly toDate: string }): string =>
    t("term.title", { from: format.plainDate(fromDate), to: format.plainDate(toDate) });
  const action = address(`/staff/bodies/${body.slug}`);
  const done = t("done.body");
  return (
    <>
      <title>{`${name} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("bodies.title"), href: address("/staff/bodies") }, { label: name }]}
      />
      <PageHeading title={name} kicker={t("bodies.kicker")} />
      <Done words={{ term: done, holder: done, leave: done, erase: done, dissolve: done }} />
      {attempt === null ? null : (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{faultText(language, attempt.fault.code)}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t("body.office"), description: body.office },
          { term: t("body.officeEmail"), description: body.officeEmail ?? t("body.no-email") },
          { term: t("body.answerDays"), description: format.count(body.answerDays) },
          { term: t("col.from"), description: format.plainDate(body.fromDate) },
          {
            term: t("col.to"),
            description: body.toDate === null ? t("body.stands") : format.plainDate(body.toDate),
          },
          ...(successor === null ? [] : [{ term: t("body.successor"), description: successor[language] }]),
        ]}
      />
      {terms.map((term) => (
        <Section key={term.id} id={`term-${term.id}`} title={period(term)}>
          <DataTable
            caption={t("holders.title")}
            captionHidden
            scrollLabel={shell("table.scroll", { caption: t("holders.title") })}
            columns={[
              { key: "name", header: t("col.member"), cell: (one) => memberName(language, one) },
              { key: "party", header: t("col.party"), cell: (one) => one.party ?? t("member.no-party") },
              { key: "side", header: t("col.side"), cell: ({ side }) => t(`side.${side}`) },
              { key: "from", header: t("col.from"), cell: (one) => format.plainDate(one.fromDate) },
              { key: "to", header: t("col.to"), cell: (one) => format.plainDate(one.toDate) },
            ]}
            rows={term.holders}
            rowKey={({ id }) => String(id)}
            empty={t("holders.none")}
          />
        </Section>
      ))}
      <Forms page={page} action={action} period={period} />
    </>
  );
}

function Forms({
  page: { terms, others, attempt, body },
  action,
  period,
}: {
  readonly page: BodyPage;
  readonly action: string;
  readonly period: (term: BodyPage["terms"][number]) => string;
}): ReactNode {
  const { language, format } = useFrame();
  const t = decisionMessages.t(language);
  const holders = terms.flatMap(({ holders }) => holders);
  const holderOptions = holders.map((holder) => ({
    value: String(holder.id),
    label: `${memberName(language, holder)}${commaOf[language]}${t("col.from")} ${format.plainDate(holder.fromDate)}`,
  }));
  const form = (what: string, fields: ReactNode, isDanger = false): ReactNode => (
    <Section id={what} title={t(`office.${what as "term"}`)} lead={t(`office.${what as "term"}-lead`)}>
      <form method="post" action={action} className="form">
        {fields}
        <Button name="do" value={what} variant={isDanger ? "danger" : "primary"}>
          {t(`office.${what as "term"}-do`)}
        </Button>
      </form>
    </Section>
  );
  const holderField = (of: string): ReactNode => (
    <OfficeField form={of} attempt={attempt} name="holder" label={t("col.member")} options={holderOptions} />
  );
  return (
    <>
      {terms.length === 0
        ? null
        : form(
            "holder",
            <>
              <OfficeField
                form="holder"
                attempt={attempt}
                name="term"
                label={t("office.in-term")}
                options={terms.map((term) => ({ value: String(term.id), label: period(term) }))}
              />
              <OfficeField form="holder" attempt={attempt} name="name" label={t("col.member")} isRequired />
              <OfficeField form="holder" attempt={attempt} name="party" label={t("col.party")} />
              <OfficeField
                form="holder"
                attempt={attempt}
                name="side"
                label={t("col.side")}
                options={sides.map((side) => ({ value: side, label: t(`side.${side}`) }))}
              />
              <OfficeField
                form="holder"
                attempt={attempt}
                name="seat"
                label={t("office.seat")}
                hint={t("office.seat-hint")}
                options={seats.map((seat) => ({ value: seat, label: t(`seat.${seat}`) }))}
              />
              <OfficeField
                form="holder"
                attempt={attempt}
                name="from"
                label={t("col.from")}
                type="date"
                hint={t("office.from-hint")}
              />
              <OfficeField
                form="holder"
                attempt={attempt}
                name="to"
                label={t("col.to")}
                type="date"
                hint={t("office.to-hint")}
              />
            </>,
          )}
      {holders.length === 0
        ? null
        : form(
            "leave",
            <>
              {holderField("leave")}
              <OfficeField
                form="leave"
                attempt={attempt}
                name="to"
                label={t("office.last-day")}
                type="date"
                isRequired
              />
            </>,
          )}
      {form(
        "term",
        <>
          <OfficeField
            form="term"
            attempt={attempt}
            name="from"
            label={t("col.from")}
            type="date"
            isRequired
          />
          <OfficeField form="term" attempt={attempt} name="to" label={t("col.to")} type="date" isRequired />
        </>,
      )}
      {body.toDate !== null
        ? null
        : form(
            "dissolve",
            <>
              <OfficeField
                form="dissolve"
                attempt={attempt}
                name="to"
                label={t("office.last-day")}
                type="date"
                isRequired
              />
              <OfficeField
                form="dissolve"
                attempt={attempt}
                name="successor"
                label={t("body.successor")}
                options={[
                  { value: "", label: t("body.no-successor") },
                  ...others.map(({ slug, names }) => ({ value: slug, label: names[language] })),
                ]}
              />
            </>,
          )}
      {holders.length === 0 ? null : form("erase", holderField("erase"), true)}
    </>
  );
}
