import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientNet, FairShare } from "./fair-share.ts";
import { FloodGate, USUAL_LIMITS } from "./flood.ts";
import { RepeatWatch } from "./repeats.ts";

const MINUTE_MS = 60_000;

describe("floods", () => {
  it("one client who floods is held back, and another is served", () => {
    const gate = new FloodGate(() => 0);
    let admitted = 0;
    for (let sent = 0; sent < 5000; sent++) if (gate.admits("report", "203.0.113.9")) admitted += 1;
    expect(admitted).toBe(USUAL_LIMITS.acts.report);
    expect(gate.admits("report", "198.51.100.7")).toBe(true);
    expect(gate.admits("edit", "198.51.100.7")).toBe(true);
  });

  it("what one does of one kind leaves the other kinds open, and after ten minutes it is open again", () => {
    let nowMs = 0;
    const gate = new FloodGate(() => nowMs);
    while (gate.admits("appeal", "a"));
    expect(gate.admits("ask", "a")).toBe(true);
    nowMs += 10 * MINUTE_MS;
    expect(gate.admits("appeal", "a")).toBe(true);
  });

  it("a proposal is changed only so often, from however many places", () => {
    const gate = new FloodGate(() => 0);
    let admitted = 0;
    while (gate.admitsChange(7)) admitted += 1;
    expect(admitted).toBe(USUAL_LIMITS.changesOf);
    expect(gate.admitsChange(8)).toBe(true);
  });

  it("letters to one address: a stranger in one network leaves them to others, and all together end somewhere", () => {
    const gate = new FloodGate(() => 0);
    const sentFrom = (client: string): number => {
      let sent = 0;
      while (gate.admitsLetter(client, "anna@umea.example")) sent += 1;
      return sent;
    };
    expect(sentFrom("203.0.113.9")).toBe(USUAL_LIMITS.lettersTo);
    expect(sentFrom("198.51.100.7")).toBe(USUAL_LIMITS.lettersTo);
    const others = ["192.0.2.1", "192.0.2.2", "192.0.2.3"].reduce((sum, client) => sum + sentFrom(client), 0);
    expect(2 * USUAL_LIMITS.lettersTo + others).toBe(USUAL_LIMITS.lettersToFromAll);
    expect(gate.admitsLetter("192.0.2.3", "bo@umea.example")).toBe(true);
  });

  it("a whole network of addresses is one client", () => {
    const gate = new FloodGate(() => 0);
    let admitted = 0;
    for (let sent = 0; sent < 500; sent++)
      if (gate.admits("report", `2001:db8:1:2::${sent.toString(16)}`)) admitted += 1;
    expect(admitted).toBe(USUAL_LIMITS.acts.report);
    expect(gate.admits("report", "2001:db8:1:3::1")).toBe(true);
  });

  it("a restart forgets everything: nothing of clients is kept", () => {
    const before = new FloodGate(() => 0);
    while (before.admits("report", "a"));
    expect(before.isFirst("proposal-1", "a")).toBe(true);
    expect(before.isFirst("proposal-1", "a")).toBe(false);
    const after = new FloodGate(() => 0);
    expect(after.admits("report", "a")).toBe(true);
    expect(after.isFirst("proposal-1", "a")).toBe(true);
    expect(JSON.stringify(after)).toBe("{}");
  });
});

describe("a shared minute", () => {
  it("is open to all as long as little comes, and shared equally when much comes", () => {
    const share = new FairShare(() => 0, 100);
    let flooder = 0;
    for (let sent = 0; sent < 1000; sent++) if (share.admits("flooder")) flooder += 1;
    expect(flooder).toBe(50);
    for (let other = 0; other < 10; other++) expect(share.admits(`other ${other}`)).toBe(true);
    expect(share.admits("flooder")).toBe(false);
  });

  it("lets in whoever has not been let in yet, whatever the others have sent", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 400 }), (clients) => {
        const share = new FairShare(() => 0, 60);
        for (const client of clients) share.admits(`client ${client}`);
        expect(share.admits("somebody else")).toBe(true);
      }),
    );
  });

  it("begins anew with the next minute", () => {
    let nowMs = 0;
    const share = new FairShare(() => nowMs, 10);
    for (let sent = 0; sent < 20; sent++) share.admits("a");
    expect(share.admits("a")).toBe(false);
    nowMs = MINUTE_MS;
    expect(share.admits("a")).toBe(true);
  });
});

it.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:DB8:0:1:2:3:4:5", "2001:db8:0:1::/64"],
  ["2001:db8::5", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["", ""],
  ["not an address", "not an address"],
])("%s counts as %s", (address, net) => {
  expect(clientNet(address)).toBe(net);
});

describe("texts that are sent again", () => {
  const advert = "Cheap heat pumps for every home in the city, call today!";
  it("are noticed the third time, from wherever, however they are spaced and written", () => {
    const watch = new RepeatWatch(() => 0);
    expect(watch.isRepeated([advert])).toBe(false);
    expect(watch.isRepeated([advert.toUpperCase()])).toBe(false);
    expect(watch.isRepeated([`  ${advert.replaceAll(" ", "  ")}`])).toBe(true);
  });
  it("are not noticed where they are short, and forgotten with the day", () => {
    let nowMs = 0;
    const watch = new RepeatWatch(() => nowMs);
    for (let sent = 0; sent < 5; sent++) expect(watch.isRepeated(["Why not?"])).toBe(false);
    watch.isRepeated([advert]);
    watch.isRepeated([advert]);
    nowMs = 86_400_000;
    expect(watch.isRepeated([advert])).toBe(false);
  });
});
