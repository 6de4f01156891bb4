import { describe, expect, test } from "vitest";
import { nextTryMs } from "./fetching.ts";
import { isAllowedAddress } from "./partners.ts";

describe("an address of a partner", () => {
  test.each([
    "https://husting.xa.example",
    "https://husting.xa.example:8443/",
    "http://localhost:4200",
    "http://127.0.0.1:4200",
    "http://[::1]:4200",
  ])("%s is asked", (address) => expect(isAllowedAddress(address, "http://localhost:4100")).toBe(true));

  test.each([
    "http://husting.xa.example",
    "https://10.0.0.1/",
    "https://[fd00::1]/",
    "https://0xa000001/",
    "https://intranet/",
    "https://user:word@husting.xa.example",
    "ftp://husting.xa.example",
    "file:///etc/passwd",
    "husting",
    "",
  ])("%s is not", (address) => expect(isAllowedAddress(address, "http://localhost:4100")).toBe(false));
});

test("on this very machine is asked only by a node that is reached there itself", () => {
  for (const own of ["https://husting.umea.example", null])
    expect(isAllowedAddress("http://localhost:4200", own)).toBe(false);
  expect(isAllowedAddress(`https://${"a".repeat(300)}.example`, null)).toBe(false);
});

describe("the next try", () => {
  test("comes twice as late after each failure, and within six hours", () => {
    const minute = 60_000;
    expect([0, 1, 2, 3].map((failures) => nextTryMs(0, failures, 15 * minute) / minute)).toEqual([
      15, 30, 60, 120,
    ]);
    expect(nextTryMs(0, 1_000, 15 * minute)).toBe(6 * 60 * minute);
    // Who asks once a day does not ask more often because it failed.
    expect(nextTryMs(0, 3, 24 * 60 * minute)).toBe(24 * 60 * minute);
  });
});
