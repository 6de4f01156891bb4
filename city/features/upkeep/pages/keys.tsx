import type { ReactNode } from "react";
import { DefinitionList } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { upkeepMessages } from "../messages.ts";
import type { NodePage } from "../node-state.ts";

/** The keys there are, by what anybody may see of them. No secret is on this page. */
export function Keys({ page }: { readonly page: NodePage }): ReactNode {
  const { language, address } = useFrame();
  const t = upkeepMessages.t(language);
  const { log, services, budgetKeys } = page.keys;
  return (
    <>
      <DefinitionList
        items={[
          {
            term: t("key.log"),
            description: (
              <>
                <code>{log.fingerprint}</code>
                <br />
                {t("key.log-text")}
              </>
            ),
          },
          ...page.partners.map(({ city, names, fingerprint }) => ({
            term: t("key.partner", { city: names[language] }),
            description: (
              <>
                <code>{fingerprint}</code>
                <br />
                <a href={address(`/staff/partners/${city}`)}>{t("key.partner-page")}</a>
              </>
            ),
          })),
          ...services.map(({ use, issuer, clientId, hasSecret }) => ({
            term: t(`service.${use}`),
            description: (
              <>
                <code>{issuer}</code>
                <br />
                {t(hasSecret ? "key.service-text" : "key.service-no-secret", { client: clientId })}
              </>
            ),
          })),
          { term: t("key.budgets"), description: t("key.budgets-text", { count: budgetKeys }) },
          {
            term: t("key.certificate"),
            description: t(page.publicUrl === null ? "key.certificate-none" : "key.certificate-text", {
              url: page.publicUrl ?? "",
            }),
          },
        ]}
      />
      {services.length === 0 ? <p>{t("key.services-none")}</p> : null}
    </>
  );
}
