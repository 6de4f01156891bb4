import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { upkeepMessages } from "../messages.ts";
import type { NodePage } from "../node-state.ts";
import { Attention } from "./attention.tsx";
import { Backups } from "./backups.tsx";
import { Health } from "./health.tsx";
import { Keys } from "./keys.tsx";
import { Sources } from "./sources.tsx";
import { Users } from "./users.tsx";

export function loader({ context }: LoaderFunctionArgs): NodePage {
  return pageData<NodePage>(context);
}

const PARTS = ["health", "sources", "backups", "users", "keys"] as const;

/** How the node stands: what needs somebody first, and then part by part. */
export default function NodeItself(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language } = useFrame();
  const t = upkeepMessages.t(language);
  return (
    <>
      <title>{`${t("title")} · Husting`}</title>
      <PageHeading title={t("title")} lead={t("lead")} />
      <Attention page={page} />
      <nav aria-label={t("parts")}>
        <ul>
          {PARTS.map((part) => (
            <li key={part}>
              <a href={`#${part}`}>{t(`${part}.title`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Section id="health" title={t("health.title")}>
        <Health page={page} />
      </Section>
      <Section id="sources" title={t("sources.title")}>
        <Sources page={page} />
      </Section>
      <Section id="backups" title={t("backups.title")}>
        <Backups page={page} />
      </Section>
      <Section id="users" title={t("users.title")}>
        <Users page={page} />
      </Section>
      <Section id="keys" title={t("keys.title")}>
        <Keys page={page} />
      </Section>
    </>
  );
}
