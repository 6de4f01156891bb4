import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openControl } from "../node/control.ts";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";
import { husting } from "./command.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const data = join(mkdtempSync(join(tmpdir(), "husting-source-")), "city");
beforeAll(async () => {
  await (await openNode(data, { profile: cityProfiles.umea })).close();
});
afterAll(() => rmSync(join(data, ".."), { recursive: true, force: true }));

describe("husting source", () => {
  it("gives a token, lists the source, and takes the token back", async () => {
    const added = await husting("source", "add", "gateway", "--data", data, "--buildings", "hall,school");
    expect(added.code).toBe(0);
    const token = added.stdout.trim();
    expect(token).toMatch(/^hst_1_[\w-]{43}$/);
    expect((await husting("source", "list", "--data", data)).stdout).toContain("gateway: writes hall,school");
    const node = await openNode(data);
    expect(await node.sources.withToken(token)).toMatchObject({ name: "gateway" });
    await node.close();
    expect((await husting("source", "revoke", "gateway", "--data", data)).code).toBe(0);
    expect((await husting("source", "list", "--data", data)).stdout).toContain("revoked");
  });

  it("a name may be used again once it was revoked, and what was revoked stays on record", async () => {
    await husting("source", "add", "again", "--data", data);
    await husting("source", "revoke", "again", "--data", data);
    const { code, stdout } = await husting("source", "add", "again", "--data", data);
    expect(code).toBe(0);
    const list = (await husting("source", "list", "--data", data)).stdout.split("\n");
    expect(list.filter((line) => line.startsWith("again:"))).toHaveLength(2);
    const node = await openNode(data);
    expect(await node.sources.withToken(stdout.trim())).toMatchObject({ name: "again" });
    await node.close();
  });

  it("names a building of the scope that there is not", async () => {
    const { code, stderr } = await husting(
      ...["source", "add", "scoped", "--data", data, "--buildings", "nonexist"],
    );
    expect(code).toBe(0);
    expect(stderr).toContain("no building called nonexist yet");
  });

  it("asks the running node where there is one", async () => {
    const node = await openNode(data);
    const control = await openControl(node);
    const added = await husting("source", "add", "second", "--data", data);
    expect(added.code).toBe(0);
    expect(await node.sources.withToken(added.stdout.trim())).toMatchObject({ name: "second", scope: "*" });
    await control.close();
    await node.close();
  });

  it("says what is wrong with a name, a scope and an order, and that only one may send by a name", async () => {
    const refused = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await husting("source", ...args, "--data", data);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      return stderr;
    };
    expect(await refused("add", "<b>")).toContain("a name has");
    expect(await refused("add", "second")).toContain("there is a source of this name that may send");
    const steering = await refused("add", "bad\x1b[31m");
    expect(steering).toContain("bad\\u{1B}[31m: a name has");
    expect(steering).not.toContain("\x1b");
    expect(await refused("add", "third", "--buildings", "a b")).toContain("--buildings");
    expect(await refused("revoke", "nobody")).toContain("no source of this name");
    expect(await refused("sing")).toContain("add, list or revoke");
  });
});
