import type { ReactNode } from "react";
import { Section, Tag, type Tone } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { commaOf } from "../../../web/language/index.ts";
import { roleName } from "../../people/words.ts";
import type { DayPage, ListedWork } from "../day-page.ts";
import { matterText } from "../matter-text.ts";
import { workdayMessages } from "../messages.ts";
import type { Urgency, WorkItem } from "../model.ts";

const TONES: Readonly<Record<Urgency, Tone>> = { now: "bad", soon: "warn", later: "neutral" };

/** What is as urgent, each with a box to tick, and a way past them. */
export function ItemGroup({
  urgency,
  items,
  next,
  ticked,
}: {
  readonly urgency: Urgency;
  readonly items: readonly ListedWork[];
  readonly next: string;
  readonly ticked: readonly string[];
}): ReactNode {
  const { language } = useFrame();
  const t = workdayMessages.t(language);
  return (
    <Section id={urgency} title={t(`urgency.${urgency}`)} lead={t(`urgency.${urgency}-means`)}>
      <a className="skip-group" href={`#${next}`}>
        {t(next === "acts" ? "jump.past-to-acts" : "jump.past", {
          urgency: t(`urgency.${next === "acts" ? urgency : (next as Urgency)}`),
        })}
      </a>
      <ul className="work-list">
        {items.map((item) => (
          <li key={item.key} className="work-item">
            <input
              type="checkbox"
              name="item"
              id={idOf(item)}
              value={item.key}
              defaultChecked={ticked.includes(item.key)}
            />
            <div>
              <label htmlFor={idOf(item)}>
                <ItemName item={item} />
              </label>
              <ItemLine item={item} tone={TONES[urgency]} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What was put off, and until when. */
export function SetAside({ items }: { readonly items: DayPage["setAside"] }): ReactNode {
  const { language, format } = useFrame();
  const t = workdayMessages.t(language);
  if (items.length === 0) return null;
  return (
    <details className="explained" id="aside">
      <summary>{t("aside.title", { count: items.length })}</summary>
      <ul className="work-list">
        {items.map(({ item, until }) => (
          <li key={item.key}>
            <ItemName item={item} />
            <div className="work-line">{t("aside.until", { date: format.plainDate(until) })}</div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function ItemName({ item: { matter, building, room } }: { readonly item: WorkItem }): ReactNode {
  const { language, format } = useFrame();
  const t = workdayMessages.t(language);
  const place = [building?.names[language], room?.[language]]
    .filter((part) => part !== undefined)
    .join(commaOf[language]);
  return (
    <>
      <span className="work-place">{place === "" ? t("place.city") : place}</span>
      {/* The space within, so that it is heard as two words. */}{" "}
      <span className="work-what">
        {matter.kind === "complaint" ? <q>{matter.text}</q> : matterText(language, format, matter)}
      </span>
    </>
  );
}

function ItemLine({ item, tone }: { readonly item: ListedWork; readonly tone: Tone }): ReactNode {
  const { matter, since, path, takenBy } = item;
  const { language, format, address } = useFrame();
  const t = workdayMessages.t(language);
  const when =
    since === null
      ? null
      : t(matter.kind === "complaint" ? "date.week" : "date.since", { date: format.plainDate(since) });
  return (
    <div className="work-line">
      <Tag tone={tone}>{t(`kind.${matter.kind}`)}</Tag>
      {takenBy === null ? null : (
        <Tag tone="info">
          {takenBy.isOwn ? t("taken.you") : t("taken.by", { role: roleName(language, takenBy.role) })}
        </Tag>
      )}
      {matter.kind === "complaint" ? <span>{matterText(language, format, matter)}</span> : null}
      {when === null ? null : <span>{when}</span>}
      <a href={address(path)} aria-describedby={idOf(item)}>
        {t(`open.${matter.kind}`)}
      </a>
    </div>
  );
}

/** Keys hold signs that an address's fragment would escape. */
function idOf({ key }: WorkItem): string {
  return `item-${key.replaceAll(/[^A-Za-z0-9_-]/g, "-")}`;
}
