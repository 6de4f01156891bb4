import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  DataTable,
  DefinitionList,
  FormField,
  LinkButton,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { exchangeMessages } from "../messages.ts";
import type { PartnerPage } from "../partner-pages.ts";
import { refusalText } from "../words.ts";
import { ConnectionText } from "./connection.tsx";
import { Fingerprint } from "./fingerprint.tsx";
import { Report } from "./report.tsx";

export function loader({ context }: LoaderFunctionArgs): PartnerPage {
  return pageData<PartnerPage>(context);
}

export default function OnePartner(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { partner, report, fault } = page;
  const { language } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  const city = partner.names[language];
  return (
    <>
      <title>{`${city} · Husting`}</title>
      <PageHeading
        title={city}
        kicker={t("partners.title")}
        lead={t(`partner.lead.${partner.state}`, { city })}
      />
      <Done
        words={{ paired: t("partner.paired-done", { city }), ended: t("partner.ended-done", { city }) }}
      />
      {fault === null ? null : (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{t(`partner-fault.${fault}`)}</p>
        </Notice>
      )}
      {report === null ? null : <Report report={report} city={city} />}
      {partner.state === "paired" ? <Paired page={page} /> : null}
      {partner.state === "ended" ? (
        <Section id="ended" title={t("partner.ended")}>
          <p>{t("partner.ended-text", { city })}</p>
        </Section>
      ) : null}
      {page.isPending && page.canAct ? <Compare page={page} /> : null}
      {page.refusals.length === 0 ? null : <Refusals page={page} />}
      {partner.state === "paired" && page.canAct ? <End page={page} /> : null}
    </>
  );
}

/** Two officers compare: what the other reads aloud is typed in here, so that nobody agrees without having listened. */
function Compare({ page: { partner, own, fingerprint } }: { readonly page: PartnerPage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = exchangeMessages.t(language);
  const city = partner.names[language];
  const groups = format.list(partner.askedGroups.map((group) => format.count(group)));
  return (
    <Section id="compare" title={t("compare.title")} lead={t("compare.lead", { city })}>
      <ol>
        <li>{t("compare.call", { city })}</li>
        <li>{t("compare.ask", { groups })}</li>
        <li>{t("compare.read", { city: own[language] })}</li>
      </ol>
      <form method="post" action={address(`/staff/partners/${partner.city}`)} className="form">
        <FormField
          name="groups"
          label={t("compare.groups", { groups })}
          hint={t("compare.groups-hint")}
          required={t("required")}
          control={{
            kind: "input",
            inputMode: "numeric",
            autoComplete: "off",
            width: "medium",
            maxLength: 60,
          }}
        />
        <Button name="do" value="confirm">
          {t("compare.do")}
        </Button>
      </form>
      <form method="post" action={address(`/staff/partners/${partner.city}`)} className="actions">
        <Button name="do" value="discard" variant="secondary">
          {t("compare.discard")}
        </Button>
      </form>
      <h3>{t("compare.own", { city: own[language] })}</h3>
      <Fingerprint groups={fingerprint} />
    </Section>
  );
}

function Paired({ page }: { readonly page: PartnerPage }): ReactNode {
  const { partner, connection, witnessing, accepted, theirFingerprint } = page;
  const { language, format, address } = useFrame();
  const t = exchangeMessages.t(language);
  const city = partner.names[language];
  const action = address(`/staff/partners/${partner.city}`);
  return (
    <>
      <Section id="connection" title={t("connection.title")}>
        <ConnectionText connection={connection} witnessing={witnessing} city={city} />
        <DefinitionList
          items={[
            { term: t("connection.address"), description: connection.address ?? t("connection.no-address") },
            {
              term: t("connection.fetched"),
              description:
                connection.fetchedAtMs === null
                  ? t("connection.never")
                  : format.date(connection.fetchedAtMs, "dateTime"),
            },
            ...(connection.nextAtMs === null
              ? []
              : [{ term: t("connection.next"), description: format.date(connection.nextAtMs, "dateTime") }]),
            { term: t("connection.accepted"), description: format.count(accepted) },
            {
              term: t("witness.theirs", { city }),
              description:
                witnessing.theirsSize === null
                  ? t("witness.none")
                  : t("witness.entries", { count: witnessing.theirsSize }),
            },
            {
              term: t("witness.ours", { city }),
              description:
                witnessing.oursSize === null
                  ? t("witness.none")
                  : t("witness.entries", { count: witnessing.oursSize }),
            },
            {
              term: t("partner.paired-at"),
              description: partner.pairedAtMs === null ? "" : format.date(partner.pairedAtMs, "dateTime"),
            },
          ]}
        />
        <form method="post" action={action} className="actions">
          {page.canAct ? (
            <Button name="do" value="fetch">
              {t("connection.now")}
            </Button>
          ) : null}
          <LinkButton href={address(`/partner?city=${partner.city}`)} variant="quiet">
            {t("connection.page", { city })}
          </LinkButton>
        </form>
      </Section>
      <Section id="file" title={t("file.title")} lead={t("file.lead", { city })}>
        {page.canAct ? (
          <form method="post" encType="multipart/form-data" action={action} className="form">
            <FormField
              name="bundle"
              label={t("file.bring", { city })}
              control={{ kind: "input", type: "file" }}
            />
            <Button name="do" value="file">
              {t("file.take")}
            </Button>
          </form>
        ) : null}
        <LinkButton href={`/exchange/for/${partner.city}`} variant="secondary">
          {t("file.give", { city })}
        </LinkButton>
      </Section>
      {theirFingerprint === null ? null : (
        <Section id="key" title={t("key.title", { city })}>
          <Fingerprint groups={theirFingerprint} />
        </Section>
      )}
    </>
  );
}

function Refusals({ page: { refusals } }: { readonly page: PartnerPage }): ReactNode {
  const { language, format } = useFrame();
  const t = exchangeMessages.t(language);
  return (
    <Section id="refused" title={t("refusals.title")} lead={t("refusals.lead")}>
      <DataTable
        caption={t("refusals.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("refusals.title") })}
        columns={[
          { key: "at", header: t("col.at"), cell: ({ lastAtMs }) => format.date(lastAtMs, "dateTime") },
          {
            key: "why",
            header: t("refusals.why"),
            cell: ({ reason }) => refusalText(language, format, reason),
          },
          {
            key: "way",
            header: t("refusals.way"),
            cell: ({ way }) => t(way === "file" ? "way.file" : "way.fetched"),
          },
          {
            key: "times",
            header: t("refusals.times"),
            align: "number",
            cell: ({ times }) => format.count(times),
          },
        ]}
        rows={refusals}
        rowKey={({ id }) => String(id)}
      />
    </Section>
  );
}

function End({ page: { partner } }: { readonly page: PartnerPage }): ReactNode {
  const { language, address } = useFrame();
  const t = exchangeMessages.t(language);
  const city = partner.names[language];
  return (
    <Section id="end" title={t("end.title")}>
      <details>
        <summary>{t("end.summary", { city })}</summary>
        <p>{t("end.lead", { city })}</p>
        <form method="post" action={address(`/staff/partners/${partner.city}`)} className="form">
          <FormField
            name="reason"
            label={t("end.reason")}
            required={t("required")}
            control={{ kind: "textarea", rows: 2 }}
          />
          <Button name="do" value="end" variant="secondary">
            {t("end.do")}
          </Button>
        </form>
      </details>
    </Section>
  );
}
