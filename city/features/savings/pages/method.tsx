import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { LinkButton, PageHeading, Prose, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { savingsMessages } from "../messages.ts";
import type { MethodPage } from "../method-page.ts";
import { trialMessages } from "../try/trial-messages.ts";

export function loader({ context }: LoaderFunctionArgs): MethodPage {
  return pageData<MethodPage>(context);
}

const parts = ["baseline", "avoided", "band", "published", "coverage", "rooms"] as const;

export default function Method(): ReactNode {
  const { methodVersion } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = savingsMessages.t(language);
  return (
    <>
      <title>{`${t("method.title")} · Husting`}</title>
      <PageHeading title={t("method.title")} lead={t("method.lead")} />
      {parts.map((part) => (
        <Section key={part} id={part} title={t(`method.${part}`)}>
          <Prose>
            <p>{t(`method.${part}-text`)}</p>
          </Prose>
        </Section>
      ))}
      <p>
        <LinkButton href={address("/try")}>{trialMessages.t(language)("title")}</LinkButton>{" "}
        <LinkButton href={address("/data")}>{t("method.data")}</LinkButton>
      </p>
      <Prose>
        <p>
          {t("method.source")} <code>{methodVersion}</code>
        </p>
      </Prose>
    </>
  );
}
