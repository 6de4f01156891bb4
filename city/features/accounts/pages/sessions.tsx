import type { ReactNode } from "react";
import { Button, Notice, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { AccountPage } from "../account-page.ts";
import { accountMessages } from "../messages.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Where somebody is signed in, and how each of it ends. */
export function Sessions({
  page,
  error,
}: {
  readonly page: AccountPage;
  readonly error: { readonly word: string; readonly text: string } | undefined;
}): ReactNode {
  const { language, address, format } = useFrame();
  const t = accountMessages.t(language);
  const { idleMs, wholeMs } = page.limit;
  const length = (ms: number): string => {
    const hours = ms / HOUR_MS;
    return hours < 2 * DAY_HOURS
      ? t("for.hours", { count: hours })
      : t("for.days", { count: hours / DAY_HOURS });
  };
  return (
    <Section
      id="sessions"
      title={t("sessions.title")}
      lead={t("sessions.lead", { idle: length(idleMs), whole: length(wholeMs) })}
    >
      {error === undefined ? null : (
        <Notice kind="error" role="alert" word={error.word}>
          <p>{error.text}</p>
        </Notice>
      )}
      <ul>
        {page.sessions.map(({ id, device, begunAtMs, seenAtMs, isThis }) => {
          const name = device === "" ? t("sessions.unknown") : device;
          return (
            <li key={id}>
              <form method="post" action={address("/account")} className="form">
                <input type="hidden" name="id" value={id} />
                <p>
                  <strong>{name}</strong> {isThis ? <Tag tone="info">{t("sessions.this")}</Tag> : null}
                  <br />
                  {t("sessions.times", {
                    begun: format.date(begunAtMs, "dateTime"),
                    seen: format.date(seenAtMs, "dateTime"),
                  })}
                </p>
                <Button name="do" value="end-session" variant="quiet">
                  {isThis ? t("sessions.leave") : t("sessions.end", { device: name })}
                </Button>
              </form>
            </li>
          );
        })}
      </ul>
      {page.sessions.length > 1 ? (
        <form method="post" action={address("/account")} className="actions">
          <Button name="do" value="end-others" variant="secondary">
            {t("sessions.end-others")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}
