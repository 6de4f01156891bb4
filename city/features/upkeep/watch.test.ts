import { expect, it } from "vitest";
import { ErrorTally, JobBook } from "./watch.ts";

const HOUR_MS = 3_600_000;

it("errors are counted by the hour, and forgotten after a day", () => {
  let nowMs = 100 * HOUR_MS;
  const tally = new ErrorTally(() => nowMs);
  expect(tally.of("pages")).toEqual({ lately: 0, day: 0, lastAtMs: null });
  tally.add("pages");
  tally.add("pages");
  tally.add("mail");
  expect(tally.of("pages")).toEqual({ lately: 2, day: 2, lastAtMs: nowMs });
  const lastAtMs = nowMs;
  nowMs += 2 * HOUR_MS;
  expect(tally.of("pages")).toEqual({ lately: 0, day: 2, lastAtMs });
  nowMs += 22 * HOUR_MS;
  expect(tally.of("pages")).toEqual({ lately: 0, day: 0, lastAtMs });
});

it("a job that runs keeps what is known of its last round", () => {
  let nowMs = 0;
  const jobs = new JobBook(() => nowMs);
  jobs.began("fetching weather", 60_000);
  nowMs = 10;
  jobs.ended("fetching weather", 10, true);
  nowMs = 60_000;
  jobs.began("fetching weather", 60_000);
  expect(jobs.all).toEqual([
    {
      what: "fetching weather",
      everyMs: 60_000,
      lastEndedAtMs: 10,
      lastTookMs: 10,
      lastFailed: true,
      runningSinceMs: 60_000,
    },
  ]);
});
