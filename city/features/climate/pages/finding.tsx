import type { Interval90 } from "@husting/indoor";
import type { ReactNode } from "react";
import { Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { Formats, Language } from "../../../web/language/index.ts";
import type { AdviceItem } from "../advice-page.ts";
import { climateMessages } from "../messages.ts";

/** What putting it right would save, as an interval, or that it cannot be said. */
export function kwhText(language: Language, format: Formats, kwhPerYear: Interval90 | null): string {
  const t = climateMessages.t(language);
  if (kwhPerYear === null) return t("advice.kwh-unknown");
  return t("advice.kwh", { interval: format.energyInterval(kwhPerYear.low, kwhPerYear.high) });
}

/** The rooms by name where the reader may know them, and how many otherwise. */
export function roomsText(
  language: Language,
  format: Formats,
  { rooms, roomCount }: Pick<AdviceItem, "rooms" | "roomCount">,
): string {
  const t = climateMessages.t(language);
  if (roomCount === 0) return t("advice.rooms-none");
  if (rooms.length === roomCount && roomCount <= 5) return format.list(rooms.map((names) => names[language]));
  return t("advice.rooms-count", { rooms: roomCount });
}

export function AdviceState({ item }: { readonly item: AdviceItem }): ReactNode {
  const { language } = useFrame();
  const t = climateMessages.t(language);
  if (item.measure !== null) return <Tag tone="info">{t("advice.state.measure")}</Tag>;
  if (item.dismissed !== null) return <Tag>{t("advice.state.dismissed")}</Tag>;
  return <Tag tone="warn">{t("advice.state.new")}</Tag>;
}

/** The place of a finding on its building's page. */
export function anchorOf(key: string): string {
  return key.replaceAll(/[^\p{L}\p{N}-]+/gu, "-");
}
