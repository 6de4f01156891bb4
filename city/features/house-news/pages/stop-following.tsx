import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { newsMessages } from "../messages.ts";
import type { StopFollowingPage } from "../pages-data.ts";

export function loader({ context }: LoaderFunctionArgs): StopFollowingPage {
  return pageData<StopFollowingPage>(context);
}

/** Whoever opens the page has not stopped anything yet: scanners of mail open every link. */
export default function StopFollowing(): ReactNode {
  const { key, isStopped } = useLoaderData<typeof loader>();
  const { language, cityNames, address } = useFrame();
  const t = newsMessages.t(language);
  const title = t(isStopped ? "stop.stopped" : "stop.title");
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <PageHeading title={title} lead={t(isStopped ? "stop.stopped-lead" : "stop.lead")} />
      {isStopped ? (
        <p>
          <a href={address("")}>{t("stop.city", { city: cityNames[language] })}</a>
        </p>
      ) : (
        <form method="post" action={address(`/stop-following/${encodeURIComponent(key)}`)}>
          <Button>{t("stop.do")}</Button>
        </form>
      )}
    </>
  );
}
