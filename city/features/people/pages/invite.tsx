import type { ReactNode } from "react";
import { Button, DataTable, FormField, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { InvitedTogether, SeenInvitations } from "../invitations.ts";
import { peopleMessages } from "../messages.ts";
import type { PeoplePage } from "../people-pages.ts";
import { roleName } from "../words.ts";

/** Many invited at once: the list, what would happen with it, and who was invited within the week. */
export function Invite({ page }: { readonly page: PeoplePage }): ReactNode {
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  const shell = shellMessages.t(language);
  const { invitation, fault } = page;
  const { seen, said } = invitation;
  const isOfInvitations =
    fault === "nobody-to-invite" || fault === "nothing-to-withdraw" || fault === "list-empty";
  return (
    <Section id="invite" title={t("invite.title")} lead={t("invite.lead", { most: invitation.most })}>
      <form
        method="post"
        action={address("/staff/people#invite")}
        className="form"
        encType="multipart/form-data"
      >
        <FormField
          id="list"
          name="list"
          label={t("invite.list")}
          hint={t("invite.list-hint")}
          error={isOfInvitations ? { word: shell("notice.error"), text: t(`fault.${fault}`) } : undefined}
          control={{ kind: "textarea", rows: 6, defaultValue: said.list }}
        />
        <FormField
          id="list-file"
          name="file"
          label={t("invite.file")}
          hint={t("invite.file-hint")}
          control={{ kind: "input", type: "file" }}
        />
        <FormField
          id="list-role"
          name="role"
          label={t("invite.role")}
          control={{
            kind: "select",
            defaultValue: said.role,
            options: page.roles
              .filter((role) => role !== "administrator")
              .map((role) => ({ value: role, label: roleName(language, role) })),
          }}
        />
        <FormField
          id="list-language"
          name="language"
          label={t("invite.language")}
          control={{
            kind: "select",
            defaultValue: said.language,
            options: languages.map((one) => ({ value: one, label: shell(`language.${one}`) })),
          }}
        />
        <Button name="do" value="look" variant="secondary">
          {t("invite.look")}
        </Button>
      </form>
      {seen === null ? null : <Seen seen={seen} most={invitation.most} language={said.language} />}
      {invitation.together.length === 0 ? null : <Together together={invitation.together} />}
    </Section>
  );
}

/** What would happen, before it does. */
function Seen({
  seen,
  most,
  language: letters,
}: {
  readonly seen: SeenInvitations;
  readonly most: number;
  readonly language: string;
}): ReactNode {
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  const shell = shellMessages.t(language);
  const caption = t("invite.what-happens");
  const invited = seen.lines.filter(({ outcome }) => outcome === "new" || outcome === "gets-role");
  const rows = [
    ...seen.lines.map(({ line, email, role, outcome, hasRole }) => ({
      line,
      said: email,
      becomes: t(`invite.outcome.${outcome}`, {
        role: roleName(language, role),
        has: hasRole === null ? "" : roleName(language, hasRole),
      }),
    })),
    ...seen.refused.map(({ line, said, fault }) => ({ line, said, becomes: t(`invite.line.${fault}`) })),
  ].toSorted((a, b) => a.line - b.line);
  return (
    <>
      <Notice kind="info" role="status" word={shell("notice.info")}>
        <p>
          {t("invite.sum", {
            invited: invited.length,
            there: seen.lines.length - invited.length,
            refused: seen.refused.length,
          })}
        </p>
        {seen.tooMany === 0 ? null : <p>{t("invite.too-many", { count: seen.tooMany, most })}</p>}
      </Notice>
      <DataTable
        caption={caption}
        scrollLabel={shell("table.scroll", { caption })}
        columns={[
          { key: "line", header: t("invite.col.line"), align: "number", cell: ({ line }) => line },
          { key: "said", header: t("people.email"), cell: ({ said }) => said },
          { key: "becomes", header: t("invite.col.becomes"), cell: ({ becomes }) => becomes },
        ]}
        rows={rows}
        rowKey={({ line }) => String(line)}
      />
      {invited.length === 0 ? null : (
        <form method="post" action={address("/staff/people#invite")}>
          <input
            type="hidden"
            name="list"
            value={invited.map(({ email, role }) => `${email};${role}`).join("\n")}
          />
          <input type="hidden" name="language" value={letters} />
          <Button name="do" value="invite">
            {t("invite.do", { count: invited.length })}
          </Button>
        </form>
      )}
    </>
  );
}

function Together({ together }: { readonly together: readonly InvitedTogether[] }): ReactNode {
  const { language, format, address } = useFrame();
  const t = peopleMessages.t(language);
  return (
    <>
      <h3>{t("invite.together")}</h3>
      <ul>
        {together.map(({ batch, atMs, people, waiting, failed }) => {
          const at = format.date(atMs, "dateTime");
          return (
            <li key={batch}>
              {t("invite.group", { at, people })}
              {waiting === 0 ? null : ` ${t("invite.waiting", { count: waiting })}`}
              {failed === 0 ? null : ` ${t("invite.failed", { count: failed })}`}
              <form method="post" action={address("/staff/people#invite")} className="actions">
                <input type="hidden" name="batch" value={batch} />
                {failed === 0 ? null : (
                  <Button name="do" value="send-again" variant="quiet">
                    {t("invite.send-again")}
                    <span className="visually-hidden">{`, ${at}`}</span>
                  </Button>
                )}
                <Button name="do" value="withdraw" variant="quiet">
                  {t("invite.withdraw")}
                  <span className="visually-hidden">{`, ${at}`}</span>
                </Button>
              </form>
            </li>
          );
        })}
      </ul>
    </>
  );
}
