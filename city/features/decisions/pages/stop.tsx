import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { decisionMessages } from "../messages.ts";

interface StopPage {
  readonly isTold: boolean;
  readonly token: string;
}

export function loader({ context }: LoaderFunctionArgs): StopPage {
  return pageData<StopPage>(context);
}

/** One button. A link that ended it by being opened would be ended by a mail filter. */
export default function Stop(): ReactNode {
  const { isTold, token } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = decisionMessages.t(language);
  return (
    <>
      <title>{`${t("stop.title")} · Husting`}</title>
      <PageHeading title={t("stop.title")} lead={t(isTold ? "stop.lead" : "stop.done")} />
      {isTold ? (
        <form method="post" action={address(`/why/${encodeURIComponent(token)}`)}>
          <Button>{t("stop.do")}</Button>
        </form>
      ) : null}
    </>
  );
}
