import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, PageHeading, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { voteMessages } from "../messages.ts";
import type { RoomsPage } from "../room-pages.ts";

export function loader({ context }: LoaderFunctionArgs): RoomsPage {
  return pageData<RoomsPage>(context);
}

export default function Rooms(): ReactNode {
  const { buildings } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = voteMessages.t(language);
  return (
    <>
      <title>{`${t("rooms.title")} · Husting`}</title>
      <PageHeading title={t("rooms.title")} lead={t("rooms.lead")} />
      <DataTable
        caption={t("rooms.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("rooms.title") })}
        columns={[
          {
            key: "building",
            header: t("col.building"),
            cell: ({ slug, names }) => <a href={address(`/staff/rooms/${slug}`)}>{names[language]}</a>,
          },
          {
            key: "rooms",
            header: t("col.rooms"),
            align: "number",
            cell: ({ rooms }) => format.count(rooms),
          },
          {
            key: "unsized",
            header: t("col.unsized"),
            align: "number",
            cell: ({ unsized }) =>
              unsized === 0 ? format.count(0) : <Tag tone="warn">{format.count(unsized)}</Tag>,
          },
          {
            key: "posters",
            header: t("posters.title"),
            cell: ({ slug, names }) => (
              <a href={address(`/staff/posters/${slug}`)}>{t("posters.of", { building: names[language] })}</a>
            ),
          },
        ]}
        rows={buildings}
        rowKey={({ slug }) => slug}
        empty={t("rooms.none")}
      />
    </>
  );
}
