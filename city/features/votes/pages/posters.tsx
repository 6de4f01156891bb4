import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { voteMessages } from "../messages.ts";
import type { PostersPage } from "../room-pages.ts";
import { codeText } from "../words.ts";
import { Qr } from "./qr.tsx";

export function loader({ context }: LoaderFunctionArgs): PostersPage {
  return pageData<PostersPage>(context);
}

/** One sheet a room, in all three languages, whoever prints it. */
export default function Posters(): ReactNode {
  const { slug, names, posters, typedAt } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = voteMessages.t(language);
  const title = t("posters.of", { building: names[language] });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <div className="screen-only">
        <Breadcrumbs
          label={shellMessages.t(language)("breadcrumbs.label")}
          items={[
            { label: t("rooms.title"), href: address("/staff/rooms") },
            { label: names[language], href: address(`/staff/rooms/${slug}`) },
            { label: t("posters.title") },
          ]}
        />
        <PageHeading title={title} lead={t("posters.lead")} />
      </div>
      {posters.map((poster) => (
        <article key={poster.code} className="poster">
          {languages.map((other) => (
            <p key={other} className="poster-question" lang={htmlLanguage[other]}>
              {voteMessages.t(other)("poster.question")}
            </p>
          ))}
          <Qr code={poster.qr} label={t("poster.qr", { address: poster.address })} />
          <p>{typedAt}</p>
          <p className="poster-code">{codeText(poster.code)}</p>
          {languages.map((other) => (
            <p key={other} lang={htmlLanguage[other]}>
              {voteMessages.t(other)("poster.how")}
            </p>
          ))}
          <p className="poster-place">{distinct(poster.names)}</p>
          <p>{distinct(names)}</p>
        </article>
      ))}
    </>
  );
}

function distinct(names: PostersPage["names"]): string {
  return [...new Set(languages.map((language) => names[language]))].join(" · ");
}
