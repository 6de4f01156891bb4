import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { StopPage } from "../form-pages.ts";
import { proposalMessages } from "../messages.ts";

export function loader({ context }: LoaderFunctionArgs): StopPage {
  return pageData<StopPage>(context);
}

export default function Stop(): ReactNode {
  const { key, isStopped } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = proposalMessages.t(language);
  const title = t(isStopped ? "stop.stopped" : "stop.title");
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <PageHeading title={title} lead={t(isStopped ? "stop.stopped-lead" : "stop.lead")} />
      {isStopped ? (
        <p>
          <a href={address("/proposals")}>{t("list.title")}</a>
        </p>
      ) : (
        <form method="post" action={address(`/stop/${encodeURIComponent(key)}`)}>
          <Button>{t("stop.do")}</Button>
        </form>
      )}
    </>
  );
}
