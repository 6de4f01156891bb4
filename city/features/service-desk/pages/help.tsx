import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, LinkButton, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { HelpPage } from "../desk-pages.ts";
import { serviceDeskMessages } from "../messages.ts";

export function loader({ context }: LoaderFunctionArgs): HelpPage {
  return pageData<HelpPage>(context);
}

const CHOICES = [
  ["propose", "/propose"],
  ["proposals", "/proposals"],
  ["decisions", "/decisions"],
  ["promises", "/promises"],
  ["mine", "/code"],
] as const;

/** Where somebody who is helped begins; and what they see when the help has ended. */
export default function Help(): ReactNode {
  const { state, minutes } = useLoaderData<typeof loader>();
  const { language, search, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  if (state === "open")
    return (
      <>
        <title>{`${t("help.title")} · Husting`}</title>
        <PageHeading title={t("help.title")} lead={t("help.lead")} />
        <ul className="help-choices">
          {CHOICES.map(([choice, to]) => (
            <li key={choice}>
              <LinkButton href={address(to)}>{t(`help.${choice}`)}</LinkButton>
            </li>
          ))}
        </ul>
        <p>{t("help.follow")}</p>
        <form method="post" action={address("/help")}>
          <Button variant="secondary">{t("help.end")}</Button>
        </form>
      </>
    );
  const hasEnded = new URLSearchParams(search).get("done") === "ended";
  const word = state === "over" ? "over" : hasEnded ? "ended" : "none";
  return (
    <>
      <title>{`${t(`help.${word}`)} · Husting`}</title>
      <PageHeading title={t(`help.${word}`)} lead={t(`help.${word}-lead`, { minutes })} />
      <p>
        <a href={address("/staff/desk")}>{t("help.to-desk")}</a> ·{" "}
        <a href={address("")}>{t("help.start-page")}</a>
      </p>
    </>
  );
}
