import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  DataTable,
  FormField,
  LinkButton,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { exchangeMessages } from "../messages.ts";
import type { PartnersPage } from "../partner-pages.ts";
import { Fingerprint } from "./fingerprint.tsx";

export function loader({ context }: LoaderFunctionArgs): PartnersPage {
  return pageData<PartnersPage>(context);
}

export default function Partners(): ReactNode {
  const { own, fingerprint, address: where, partners, said, fault, canAct } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <title>{`${t("partners.title")} · Husting`}</title>
      <PageHeading title={t("partners.title")} lead={t("partners.lead")} />
      <Section id="list" title={t("partners.list")}>
        <DataTable
          caption={t("partners.list")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("partners.list") })}
          columns={[
            {
              key: "city",
              header: t("partners.city"),
              cell: ({ city, names }) => <a href={address(`/staff/partners/${city}`)}>{names[language]}</a>,
            },
            {
              key: "state",
              header: t("col.state"),
              cell: ({ state }) => (
                <Tag tone={state === "paired" ? "info" : state === "proposed" ? "warn" : "neutral"}>
                  {t(`partner.state.${state}`)}
                </Tag>
              ),
            },
          ]}
          rows={partners}
          rowKey={({ city }) => city}
          empty={t("partners.none")}
        />
      </Section>
      {canAct ? (
        <Section id="new" title={t("partners.new")} lead={t("partners.new-lead")}>
          <form
            method="post"
            encType="multipart/form-data"
            action={address("/staff/partners")}
            className="form"
          >
            <FormField
              name="address"
              label={t("partners.address")}
              hint={t("partners.address-hint")}
              error={
                fault === null
                  ? undefined
                  : { word: shell("notice.error"), text: t(`partner-fault.${fault}`) }
              }
              control={{ kind: "input", type: "url", defaultValue: said, maxLength: 300 }}
            />
            <FormField
              name="card"
              label={t("partners.card")}
              hint={t("partners.card-hint")}
              control={{ kind: "input", type: "file" }}
            />
            <Button>{t("partners.propose")}</Button>
          </form>
        </Section>
      ) : null}
      <Section id="own" title={t("partners.own", { city: own[language] })} lead={t("partners.own-lead")}>
        <Fingerprint groups={fingerprint} />
        {where === null ? null : (
          <p>
            {t("partners.own-address")} <code>{where}</code>
          </p>
        )}
        <LinkButton href="/exchange/card" variant="secondary">
          {t("partners.own-card")}
        </LinkButton>
      </Section>
      <Notice kind="info" word={shell("notice.info")}>
        <p>{t("partners.why")}</p>
      </Notice>
    </>
  );
}
