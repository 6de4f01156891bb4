import type { ReactNode } from "react";
import { DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { roleName } from "../../people/words.ts";
import { upkeepMessages } from "../messages.ts";
import type { NodePage } from "../node-state.ts";

/** How many hold which role; who they are stands on the page of people. */
export function Users({ page }: { readonly page: NodePage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = upkeepMessages.t(language);
  const caption = t("users.title");
  const { roles, sessions, passkeys, unused } = page.accounts;
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
        columns={[
          {
            key: "role",
            header: t("user.role"),
            cell: ({ role }) => (
              <a href={`${address("/staff/people")}?search=${role}#accounts`}>{roleName(language, role)}</a>
            ),
          },
          {
            key: "count",
            header: t("user.count"),
            align: "number",
            cell: ({ count }) => format.count(count),
          },
        ]}
        rows={roles}
        rowKey={({ role }) => role}
        empty={t("user.none")}
      />
      <p>{t("users.text", { sessions, passkeys, unused })}</p>
      <p>
        <a href={address("/staff/people")}>{t("users.people")}</a>
      </p>
    </>
  );
}
