import { describe, expect, it } from "vitest";
import { ClientLimiter } from "./limiter.ts";

const MINUTE = 60_000;

describe("one counted answer per room and client in half an hour", () => {
  it("the second is not admitted, one in another room is, and so is one of another client", () => {
    const limiter = new ClientLimiter(() => 0);
    expect(limiter.admit(1, "10.0.0.1", "Phone")).toBeDefined();
    expect(limiter.admit(1, "10.0.0.1", "Phone")).toBeUndefined();
    expect(limiter.admit(2, "10.0.0.1", "Phone")).toBeDefined();
    expect(limiter.admit(1, "10.0.0.2", "Phone")).toBeDefined();
    expect(limiter.admit(1, "10.0.0.1", "Other phone")).toBeDefined();
  });

  it("after half an hour one is admitted again; one refused in between does not lengthen the time", () => {
    let nowMs = 0;
    const limiter = new ClientLimiter(() => nowMs);
    limiter.admit(1, "a", "b");
    nowMs = 29 * MINUTE;
    expect(limiter.admit(1, "a", "b")).toBeUndefined();
    nowMs = 30 * MINUTE;
    expect(limiter.admit(1, "a", "b")).toBeDefined();
  });

  it("what could not be counted after all may be tried again", () => {
    const limiter = new ClientLimiter(() => 0);
    limiter.admit(1, "a", "b")?.();
    expect(limiter.admit(1, "a", "b")).toBeDefined();
  });

  it("the key is thrown away every day, and with it every trace", () => {
    let nowMs = 0;
    const limiter = new ClientLimiter(() => nowMs);
    nowMs = 24 * 60 * MINUTE - MINUTE;
    limiter.admit(1, "a", "b");
    nowMs += 2 * MINUTE;
    expect(limiter.admit(1, "a", "b")).toBeDefined();
  });

  it("memory is bounded: beyond its size the oldest trace is forgotten", () => {
    const limiter = new ClientLimiter(() => 0, 30 * MINUTE, 3);
    for (const client of ["a", "b", "c", "d"]) limiter.admit(1, client, "");
    expect(limiter.admit(1, "d", "")).toBeUndefined();
    expect(limiter.admit(1, "a", "")).toBeDefined();
  });

  it("another address cannot be made of an address and a browser", () => {
    const limiter = new ClientLimiter(() => 0);
    limiter.admit(1, "a", "bc");
    expect(limiter.admit(1, "ab", "c")).toBeDefined();
  });
});
