/** Browsers by what they call themselves, the particular before those that call themselves like everybody. */
const BROWSERS = [
  ["Edg", "Edge"],
  ["OPR/", "Opera"],
  ["SamsungBrowser", "Samsung Internet"],
  ["MicroMessenger", "WeChat"],
  ["Firefox/", "Firefox"],
  ["FxiOS", "Firefox"],
  ["CriOS", "Chrome"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const;

/**
 * The kind of browser and system, for whoever looks where they are signed in: enough to know one's telephone from the computer at
 * work. Versions and models, which could tell one person from another, are not kept.
 * @returns an empty text where neither is known.
 */
export function deviceOf(userAgent: string): string {
  const named = (known: readonly (readonly [string, string])[]): string | undefined =>
    known.find(([mark]) => userAgent.includes(mark))?.[1];
  return [named(BROWSERS), named(SYSTEMS)].filter((part) => part !== undefined).join(" · ");
}
