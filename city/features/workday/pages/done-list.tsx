import type { ReactNode } from "react";
import { Button, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { commaOf } from "../../../web/language/index.ts";
import { roleName } from "../../people/words.ts";
import type { DayFilter, DayPage } from "../day-page.ts";
import { workdayMessages } from "../messages.ts";
import { UNDO_DAYS } from "../model.ts";

/** Where the page says what came of a form. */
export const OUTCOME = "outcome";

/**
 * Where forms of this page go: back to what was looked at, and to what came of it, which is where the keyboard goes on. A redirect
 * keeps the fragment.
 */
export function undoAction(address: (path: string) => string, { kind, building }: DayFilter): string {
  const query = new URLSearchParams({
    ...(kind === null ? {} : { kind }),
    ...(building === null ? {} : { building }),
  });
  return `${address(query.size === 0 ? "/staff/day" : `/staff/day?${query}`)}#${OUTCOME}`;
}

/** What was done lately, each to be taken back by one press. */
export function DoneList({
  lately,
  filter,
}: {
  readonly lately: DayPage["lately"];
  readonly filter: DayFilter;
}): ReactNode {
  const { language, format, address, logAddress } = useFrame();
  const t = workdayMessages.t(language);
  return (
    <Section id="done" title={t("lately.title")} lead={t("lately.lead", { days: UNDO_DAYS })}>
      {lately.length === 0 ? (
        <p>{t("lately.none")}</p>
      ) : (
        <ul className="work-list">
          {lately.map((one) => (
            <li key={one.id} className="done-item">
              <p>
                {t(`done.${one.act}`, { count: one.items })}
                {one.reason === null || one.until === null
                  ? null
                  : ` ${t("lately.aside", {
                      reason: t(`reason.${one.reason as "season"}`),
                      date: format.plainDate(one.until),
                    })}`}
                <span className="work-line">
                  {`${one.isOwn ? t("lately.you") : roleName(language, one.role)}${commaOf[language]}${format.date(one.atMs, "dateTime")} · `}
                  <a href={logAddress(one.logEntry)}>{t("lately.entry", { entry: one.logEntry })}</a>
                  {one.undone === null ? null : (
                    <>
                      {" · "}
                      <a href={logAddress(one.undone.logEntry)}>
                        {t("lately.undone", { at: format.date(one.undone.atMs, "dateTime") })}
                      </a>
                    </>
                  )}
                </span>
              </p>
              {one.canUndo ? (
                <form method="post" action={undoAction(address, filter)}>
                  <input type="hidden" name="act" value={one.id} />
                  <Button
                    variant="quiet"
                    name="do"
                    value="undo"
                    label={t("undo-of", {
                      undo: t("undo"),
                      what: t(`done.${one.act}`, { count: one.items }),
                    })}
                  >
                    {t("undo")}
                  </Button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
