import type { ReactNode } from "react";
import { Button, LinkButton, Section } from "../../web/design/index.ts";
import { useFrame } from "../../web/frame.ts";
import { peopleMessages } from "./messages.ts";
import { roleName } from "./words.ts";

export interface DemoAccountsProps {
  readonly accounts: readonly { readonly role: string; readonly email: string }[];
  /** Code of a room, for whoever wants to try what stands on its wall; null where there is none. */
  readonly roomCode: string | null;
  /** Where the sign-in form leads. */
  readonly action: string;
}

/** The accounts of a demo city, one per role; pressing one sends its code to the demo mailbox. */
export function DemoAccounts({ accounts, roomCode, action }: DemoAccountsProps): ReactNode {
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  if (accounts.length === 0) return null;
  return (
    <Section id="demo" title={t("signin.demo")} lead={t("signin.demo-text")}>
      <form method="post" action={action} className="actions">
        {accounts.map(({ role, email }) => (
          <Button key={role} variant="secondary" name="email" value={email}>
            {roleName(language, role)}
          </Button>
        ))}
      </form>
      <LinkButton href={address("/demo/mailbox")} variant="quiet">
        {t("signin.mailbox")}
      </LinkButton>
      {roomCode === null ? null : (
        <p>
          {t("signin.demo-room")} <a href={`/v/${roomCode}?language=${language}`}>{`/v/${roomCode}`}</a>
        </p>
      )}
    </Section>
  );
}
