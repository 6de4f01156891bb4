import { expect, it } from "vitest";
import { deviceOf } from "./device.ts";
import { roles } from "./roles.ts";
import { LONGEST_SESSION_MS, sessionLimit } from "./session-limits.ts";
import { TryCounter } from "./try-counter.ts";

it.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Chrome · Linux",
  ],
  ["Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0", "Firefox · Android"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    "Safari · iPhone",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Edge · Windows",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; 23049RAD8C) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.50",
    "WeChat · Android",
  ],
  ["Lynx/2.9.0dev.12 libwww-FM/2.14", ""],
  ["", ""],
])("of %s is kept: %s", (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

it("no session holds longer than the cookie, and none longer unused than at all", () => {
  for (const role of roles) {
    const { idleMs, wholeMs } = sessionLimit(role);
    expect(idleMs).toBeLessThanOrEqual(wholeMs);
    expect(wholeMs).toBeLessThanOrEqual(LONGEST_SESSION_MS);
  }
});

it("tries are counted by who makes them, and many who try do not make one forgotten who has just tried", () => {
  let nowMs = 0;
  const tries = new TryCounter(600_000, () => nowMs);
  for (let time = 0; time < 3; time++) expect(tries.admits("a", 3)).toBe(true);
  expect(tries.admits("a", 3)).toBe(false);
  expect(tries.admits("b", 3)).toBe(true);
  for (let other = 0; other < 15_000; other++) tries.admits(`other ${other}`, 3);
  expect(tries.admits("a", 3)).toBe(false);
  nowMs = 600_000;
  expect(tries.admits("a", 3)).toBe(true);
});
