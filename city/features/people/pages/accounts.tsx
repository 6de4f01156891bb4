import type { ReactNode } from "react";
import { Button, DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { PersonRow } from "../accounts-list.ts";
import { peopleMessages } from "../messages.ts";
import type { PeoplePage } from "../people-pages.ts";
import { roleName } from "../words.ts";

/** Accounts with when they were last used, and what an administrator can do with each. */
export function Accounts({ page }: { readonly page: PeoplePage }): ReactNode {
  const { language, format } = useFrame();
  const t = peopleMessages.t(language);
  return (
    <DataTable
      caption={t("people.table")}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("people.table") })}
      columns={[
        { key: "email", header: t("people.email"), cell: (person) => person.email },
        { key: "role", header: t("people.role"), cell: (person) => roleName(language, person.role) },
        {
          key: "last",
          header: t("people.last"),
          cell: ({ lastDay }) => (lastDay === null ? t("people.never") : format.plainDate(lastDay)),
        },
        {
          key: "acts",
          header: t("people.acts"),
          cell: (person) => <Acts person={person} search={page.search} />,
        },
      ]}
      rows={page.people}
      rowKey={(person) => person.id}
      empty={t("people.none")}
    />
  );
}

function Acts({ person, search }: { readonly person: PersonRow; readonly search: string }): ReactNode {
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  const { id, email, role, sessions, undoTo } = person;
  const acts = [
    // Back to a resident is what taking the role away does.
    ...(undoTo === null || (undoTo === "resident" && role !== "resident")
      ? []
      : [{ act: "undo", label: t("people.undo", { role: roleName(language, undoTo) }) }]),
    ...(role === "resident" ? [] : [{ act: "take-role", label: t("people.take-role") }]),
    ...(sessions === 0
      ? []
      : [{ act: "end-sessions", label: t("people.end-sessions", { count: sessions }) }]),
  ];
  if (acts.length === 0) return null;
  const query = search === "" ? "" : `?${new URLSearchParams({ search })}`;
  return (
    <form method="post" action={`${address("/staff/people")}${query}`} className="actions">
      <input type="hidden" name="id" value={id} />
      {acts.map(({ act, label }) => (
        <Button key={act} name="do" value={act} variant="quiet">
          {label}
          {/* Which of the many alike it is, for who hears the page. */}
          <span className="visually-hidden">{`, ${email}`}</span>
        </Button>
      ))}
    </form>
  );
}
