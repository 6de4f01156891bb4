import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";
import { husting } from "./command.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-cli-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An empty city's data directory. */
async function emptyCity(name: string): Promise<string> {
  const path = at(name);
  await (await openNode(path, { profile: cityProfiles.umea })).close();
  return path;
}

describe("husting admin", () => {
  it("makes the first administrator, and puts it on record", async () => {
    const data = await emptyCity("admin");
    const made = await husting("admin", "First.Person@umea.example", "--data", data);
    expect(made.code).toBe(0);
    const log = await husting("verify-log", data);
    // The process of proposals is in every city from its start.
    expect(log.stdout).toContain("The log holds: 2 entries of umea");
    const node = await openNode(data);
    expect(await node.signIn.people()).toMatchObject([
      { email: "first.person@umea.example", role: "administrator" },
    ]);
    await node.close();
  });

  it.each([
    ["no address", [], "name one e-mail address"],
    ["an address that is none", ["nobody"], "nobody is no e-mail address"],
    ["an unknown role", ["a@umea.example", "--role", "king"], "--role king is not known"],
    [
      "a directory that is no city's",
      ["a@umea.example", "--data", at("no-city")],
      "is no data directory of a city",
    ],
  ])("%s is refused in words, with exit code 2", async (_, args, words) => {
    const { code, stderr } = await husting("admin", "--data", at("admin"), ...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(stderr).not.toContain("    at ");
  });

  it("the last administrator keeps the role, and the command says why", async () => {
    const args = ["first.person@umea.example", "--role", "resident", "--data", at("admin")];
    const { code, stderr } = await husting("admin", ...args);
    expect(stderr).toContain("This is the only administrator");
    expect(code).toBe(2);
  });
});

describe("the command line", () => {
  const commands = ["savings", "import", "serve", "verify-log", "admin"];

  it("an unknown command is refused, and the known ones are listed", async () => {
    const { code, stdout, stderr } = await husting("save");
    expect(code).toBe(2);
    expect(stderr).toContain('there is no command "save"');
    for (const command of commands) expect(stdout).toContain(command);
  });

  it("a name every object has is no command", async () => {
    expect((await husting("constructor")).code).toBe(2);
    expect((await husting("__proto__")).code).toBe(2);
  });

  it.each(commands)("%s explains itself", async (command) => {
    const { code, stdout } = await husting(command, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`husting ${command} `);
  });

  it.each([
    ["serve", ["--city", "umea", "--data", at("x")], "--port is missing"],
    ["serve", ["--city", "atlantis", "--data", at("x"), "--port", "0"], "--city atlantis"],
    ["serve", ["--city", "umea", "--data", at("x"), "--port", "99999"], "--port 99999"],
    ["verify-log", [], "name one directory or address"],
    ["verify-log", [at("no-log")], "holds neither"],
    ["verify-log", ["http://127.0.0.1:9"], "127.0.0.1:9"],
    ["verify-log", [at("admin"), "--key", at("no-key.json")], "no-key.json"],
  ])("%s %j is refused in words, with exit code 2", async (command, args, words) => {
    const { code, stderr } = await husting(command, ...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(stderr).not.toContain("    at ");
  });
});
