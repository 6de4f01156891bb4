import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";
import { ended, husting, printed, type Started, start } from "./command.ts";
import { hourlyCsv } from "./simulated-files.ts";

// Each test starts several processes, and a busy machine takes its time with each.
vi.setConfig({ testTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-processes-"));
const at = (name: string): string => join(folder, name);
const running: Started[] = [];

afterEach(() => {
  for (const command of running.splice(0)) command.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serve(data: string): Promise<{ command: Started; baseUrl: string }> {
  const command = start("serve", "--city", "umea", "--data", data, "--port", "0");
  running.push(command);
  const [, baseUrl = ""] = await printed(command, /^Umeå: (http:\S+)$/m);
  return { command, baseUrl };
}

const importFlags = (data: string): string[] => [
  ...[
    "--data",
    data,
    "--carrier",
    "electricity",
    "--kind",
    "interval",
    "--step",
    "60",
    "--building",
    "school",
  ],
  ...["--time-column", "time", "--value-column", "kWh", "--unit", "kWh", "--zone", "UTC"],
];

describe("husting serve", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "prints its address, serves, and stops cleanly at %s",
    async (signal) => {
      const { command, baseUrl } = await serve(at(`stops-${signal}`));
      expect(await (await fetch(`${baseUrl}/health`)).json()).toEqual({ ok: true, city: "umea" });
      expect((await fetch(`${baseUrl}/sv`)).status).toBe(200);
      const end = ended(command);
      command.kill(signal);
      const { code, stderr } = await end;
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      await expect(fetch(`${baseUrl}/health`)).rejects.toThrow();
    },
  );

  it("a real city has no demo mailbox, no demo accounts and no simulated banner", async () => {
    const { baseUrl } = await serve(at("real"));
    expect((await fetch(`${baseUrl}/en/demo/mailbox`)).status).toBe(404);
    expect((await fetch(`${baseUrl}/en/demo/mailbox.json`)).status).toBe(404);
    const page = await (await fetch(`${baseUrl}/en/sign-in`)).text();
    expect(page).not.toContain("@umea.example");
    expect(page).not.toContain("Simulated");
  });

  it("is reached on this machine only", async () => {
    const { command, baseUrl } = await serve(at("loopback"));
    const { port } = new URL(baseUrl);
    expect(await listeningAddresses(Number(port))).toEqual(["127.0.0.1"]);
    expect(command.exitCode).toBe(null);
  });

  it("a port that is taken is named, with exit code 2, and nothing is left running", async () => {
    const other = createTcpServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await husting(
      "serve",
      "--city",
      "umea",
      "--data",
      at("taken"),
      "--port",
      String(port),
    );
    other.close();
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port} is taken by another program`);
    expect(stderr).not.toContain("    at ");
  });

  it("a second process on the same data directory is refused in words, and the first goes on", async () => {
    const data = at("shared");
    const { baseUrl } = await serve(data);
    const second = await husting("serve", "--city", "umea", "--data", data, "--port", "0");
    expect(second.code).toBe(2);
    expect(second.stderr).toContain(`${data} is in use by another process`);
    expect(second.stderr).not.toContain("    at ");
    expect((await fetch(`${baseUrl}/health`)).status).toBe(200);
    const file = at("shared.csv");
    writeFileSync(file, hourlyCsv({ startMs: Date.UTC(2024, 0, 1), hours: 24 }));
    expect((await husting("import", file, ...importFlags(data))).code).toBe(0);
  });

  it("another city's data directory is refused in words", async () => {
    const data = at("other-city");
    await (await openNode(data, { profile: cityProfiles.umea })).close();
    const { code, stderr } = await husting("serve", "--city", "chanba", "--data", data, "--port", "0");
    expect(code).toBe(2);
    expect(stderr).toContain("belongs to the city umea, not chanba");
  });
});

describe("kill -9", () => {
  const HOURS = 40_000;
  const ALL = 8 * HOURS;

  it("during an import: the node starts again, what was acknowledged is there, the import can be repeated", async () => {
    const data = at("killed");
    const untroubled = at("untroubled");
    for (const city of [data, untroubled])
      await (await openNode(city, { profile: cityProfiles.umea })).close();
    const files = Array.from({ length: 8 }, (_, index) => {
      const path = at(`building-${index}.csv`);
      writeFileSync(path, hourlyCsv({ startMs: Date.UTC(2015, 0, 1), hours: HOURS, seed: index }));
      return path;
    });
    const mapping = at("killed.json");
    writeFileSync(
      mapping,
      JSON.stringify({
        version: 1,
        files: "{building}.csv",
        time: { column: "time", zone: "UTC" },
        value: { column: "kWh", unit: "kWh" },
        point: { building: "{building}", carrier: "electricity", kind: "interval", stepMinutes: 60 },
      }),
    );
    const args = [...files, "--data", data, "--mapping", mapping];

    const began = performance.now();
    expect((await husting("import", ...files, "--data", untroubled, "--mapping", mapping)).code).toBe(0);
    const takesMs = performance.now() - began;
    // Killed at several moments: before, between and within deliveries, and while results are computed.
    for (const share of [0.4, 0.6, 0.75, 0.9]) {
      const command = start("import", ...args);
      const end = ended(command);
      await pause(share * takesMs);
      command.kill("SIGKILL");
      await end;
    }
    const { command, baseUrl } = await serve(data);
    for (const path of ["/en", "/sv.json", "/zh/log"])
      expect((await fetch(`${baseUrl}${path}`)).status).toBe(200);
    const stopped = ended(command);
    command.kill("SIGTERM");
    expect((await stopped).code).toBe(0);

    const before = await state(data);
    expect(before.torn).toEqual([]);
    const repeated = await husting("import", ...args);
    expect(repeated.code).toBe(0);
    expect(repeated.stdout).toContain(
      `${ALL - before.readings} new, 0 corrected, ${before.readings} known already`,
    );
    const after = await state(data);
    expect(after).toEqual({ readings: ALL, torn: [], results: 8 });
  });

  it("of a serving node leaves a socket nobody answers, and the next command does the work itself", async () => {
    const data = at("killed-node");
    const { command } = await serve(data);
    const end = ended(command);
    command.kill("SIGKILL");
    await end;
    const file = at("after.csv");
    writeFileSync(file, hourlyCsv({ startMs: Date.UTC(2024, 0, 1), hours: 24 }));
    const { code, stdout } = await husting("import", file, ...importFlags(data));
    expect(code).toBe(0);
    expect(stdout).toContain("24 new");
    const again = await serve(data);
    expect((await fetch(`${again.baseUrl}/en/buildings/school`)).status).toBe(200);
  });

  /** What the stores hold: a delivery is there as a whole or not at all. */
  async function state(data: string): Promise<{ readings: number; torn: number[]; results: number }> {
    const node = await openNode(data);
    const extents = [...(await node.readings.extents()).values()];
    const results = await node.civic.selectFrom("result").select("point_id").execute();
    await node.close();
    const counts = extents.map((extent) => extent.readings);
    return {
      readings: counts.reduce((sum, count) => sum + count, 0),
      torn: counts.filter((count) => count !== 0 && count !== HOURS),
      results: results.length,
    };
  }
});

/** IPv4 addresses of this machine on which a port answers. */
async function listeningAddresses(port: number): Promise<string[]> {
  const own = Object.values(networkInterfaces()).flatMap(
    (list) => list?.filter((one) => one.family === "IPv4") ?? [],
  );
  const answers = await Promise.all(
    own.map(async ({ address }) => {
      const answered = await fetch(`http://${address}:${port}/health`).then(
        () => true,
        () => false,
      );
      return answered ? [address] : [];
    }),
  );
  return answers.flat();
}
