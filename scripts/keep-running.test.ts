import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { keepRunning } from "./keep-running.ts";

const folder = mkdtempSync(join(tmpdir(), "husting-keep-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that writes a line to a file whenever it starts, and then does this. */
async function kept(name: string, does: string, stop = new AbortController()) {
  const file = join(folder, name);
  const said: string[] = [];
  const script = `require("node:fs").appendFileSync(${JSON.stringify(file)}, "started\\n"); ${does}`;
  const code = await keepRunning(
    { name, start: () => spawn(process.execPath, ["-e", script], { stdio: "ignore" }) },
    {
      restarts: 2,
      soundMs: 3_600_000,
      pauseMs: 1,
      signal: stop.signal,
      say(line) {
        said.push(line);
        if (name === "stopped") stop.abort();
      },
    },
  );
  return { code, said, starts: readFileSync(file, "utf8").split("\n").length - 1 };
}

describe("a process that is kept running", () => {
  it("is started again when it falls, a bounded number of times, and each time it is said", async () => {
    const { code, said, starts } = await kept("falls", "process.exit(7)");
    expect({ code, starts }).toEqual({ code: 7, starts: 3 });
    expect(said).toEqual([
      "falls has ended with exit code 7; it is started again.",
      "falls has ended with exit code 7; it is started again.",
      "falls has ended with exit code 7 again and is not started any more. What else was started goes on.",
    ]);
  });

  it("killed by the system is fallen too", async () => {
    expect((await kept("killed", "process.kill(process.pid, 'SIGKILL')")).said[0]).toBe(
      "killed has ended by SIGKILL; it is started again.",
    );
  });

  it("that has ended by itself, or has said that it cannot run, is left alone", async () => {
    expect(await kept("ends", "")).toEqual({ code: 0, said: [], starts: 1 });
    expect(await kept("cannot", "process.exit(2)")).toMatchObject({ code: 2, starts: 1 });
  });

  it("is not started again once everything is to stop", async () => {
    expect(await kept("stopped", "process.exit(7)")).toMatchObject({ code: 0, starts: 1 });
  });
});
