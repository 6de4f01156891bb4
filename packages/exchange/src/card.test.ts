import { publicKeyOf } from "@husting/openness";
import { expect, test } from "vitest";
import { makeCard, readCard } from "./card.ts";
import { newKey } from "./exchange.fixture.ts";

const city = {
  city: "umea",
  names: { sv: "Umeå", zh: "于默奥", en: "Umeå" },
  country: "SE" as const,
  language: "sv" as const,
  address: "https://husting.umea.example",
  madeAt: "2026-11-01T10:00:00.000Z",
};

test("a card says who a city is and proves that it holds the key it shows", async () => {
  const key = newKey();
  const read = await readCard(await makeCard(city, key));
  expect(read).toMatchObject({ ok: true, card: { ...city, key: publicKeyOf(key) } });
});

test("a card that somebody changed, or that shows another's key, is refused", async () => {
  const [header, payload, signature] = (await makeCard(city, newKey())).split(".") as [
    string,
    string,
    string,
  ];
  const shown = JSON.parse(Buffer.from(payload, "base64url").toString());
  const changed = Buffer.from(JSON.stringify({ ...shown, address: "https://elsewhere.example" })).toString(
    "base64url",
  );
  expect(await readCard(`${header}.${changed}.${signature}`)).toEqual({
    ok: false,
    reason: expect.objectContaining({ code: "seal-broken" }),
  });
  const others = Buffer.from(JSON.stringify({ ...shown, key: publicKeyOf(newKey()) })).toString("base64url");
  expect(await readCard(`${header}.${others}.${signature}`)).toEqual({
    ok: false,
    reason: expect.objectContaining({ code: "unknown-key" }),
  });
  expect(await readCard("a letter")).toEqual({ ok: false, reason: { code: "not-sealed" } });
});
