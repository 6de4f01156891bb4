import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, DefinitionList, Notice, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { Installations } from "../../buildings/pages/meter-tables.tsx";
import { pointName } from "../../buildings/words.ts";
import { meterMessages } from "../messages.ts";
import type { MeterPage } from "../meters-pages.ts";
import { Exchange, TakeBack } from "./exchange.tsx";
import { Answers, Confirmation, Questions } from "./questions.tsx";

export function loader({ context }: LoaderFunctionArgs): MeterPage {
  return pageData<MeterPage>(context);
}

export default function StaffMeter(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = meterMessages.t(language);
  const action = address(`/staff/meters/${page.id}`);
  const title = pointName(language, page);
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("list.title"), href: address("/staff/meters") }, { label: title }]}
      />
      <PageHeading title={title} />
      <Refusal page={page} />
      <DefinitionList
        items={[
          {
            term: t("building"),
            description: <a href={address(`/buildings/${page.slug}`)}>{page.building[language]}</a>,
          },
          { term: t("key"), description: <code>{page.key}</code> },
          ...(page.year === null
            ? []
            : [
                {
                  term: t("year", {
                    period: `${format.plainDate(page.year.fromDate)} – ${format.plainDate(page.year.toDate)}`,
                  }),
                  description: format.energy(page.year.kwh, { significant: 6 }),
                },
              ]),
        ]}
      />
      {page.confirm === null ? (
        <>
          <Questions page={page} action={action} />
          <Answers page={page} action={action} />
          <Installations meter={page} level={2} />
          {page.kind === "cumulative" ? (
            <>
              <Exchange page={page} action={action} />
              <TakeBack page={page} action={action} />
            </>
          ) : (
            <p>{t("not-a-register")}</p>
          )}
        </>
      ) : (
        <Confirmation page={page} action={action} />
      )}
    </>
  );
}

/** Why what was just asked for was not done. */
function Refusal({ page: { refusal } }: { readonly page: MeterPage }): ReactNode {
  const { language } = useFrame();
  const t = meterMessages.t(language);
  if (refusal === null) return null;
  return (
    <Notice
      kind="error"
      role="alert"
      word={shellMessages.t(language)("notice.error")}
      title={t(`refusal.${refusal}`)}
    >
      <p>{t(`refusal.${refusal}-text`)}</p>
    </Notice>
  );
}
