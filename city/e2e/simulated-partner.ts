import { generateKeyPairSync } from "node:crypto";
import { documentHash, documentText, makeCard, sealDocument, writeBundle } from "@husting/exchange";
import { fingerprint, publicKeyOf, readPrivateKeyJwk } from "@husting/openness";
import { findDraft, prepare, release, takeBundle, tellCityProfile } from "../features/exchange/index.ts";
import type { Person } from "../features/people/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import { cityProfiles } from "../node/profile.ts";
import type { RunningCity } from "./running-city.ts";

/** A partner of a running city that exists on paper only, with something told each way. */
export interface SimulatedPartner {
  readonly city: "chanba";
  /** Waits to be looked at. */
  readonly draft: number;
  /** Hashes of a document that was released to it, and of one that came from it. */
  readonly released: string;
  readonly received: string;
}

export async function giveItAPartner({ node }: RunningCity): Promise<SimulatedPartner> {
  const made = readPrivateKeyJwk(generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" }));
  if (!made.ok) throw new Error(made.reason.code);
  const { id, names, country, language } = cityProfiles.chanba;
  const now = new Date(node.nowMs()).toISOString();
  const card = await makeCard({ city: id, names, country, language, address: null, madeAt: now }, made.key);
  const own = demoAddress("international", node.city.id);
  const officer = (await node.signIn.people()).find(({ email }) => email === own) as Person;
  const { partners } = node.exchange;
  await partners.propose(card);
  const groups = fingerprint(publicKeyOf(made.key)).split(" ");
  const { askedGroups } = (await partners.find(id))!;
  await partners.confirm(id, askedGroups.map((group) => groups[group - 1]).join(" "), officer);
  const partner = (await partners.find(id))!;
  const told = await tellCityProfile(node);
  const first = (await findDraft(node.exchange, await prepare(node.exchange, partner, told, officer)))!;
  await release(node.exchange, first, { sha256: first.sha256, read: true, reason: "For the test" }, officer);
  const draft = await prepare(node.exchange, partner, told, officer);
  const text = documentText({
    ...{
      from: id,
      to: node.city.id,
      sequence: 1,
      previous: null,
      preparedAt: now,
      releasedBy: "international",
    },
    ...{ kind: "city-profile", kindVersion: 1, subject: "city" },
    body: {
      ...{ city: id, names, country, language, zone: cityProfiles.chanba.zone, simulated: true },
      ...{ population: null, limits: "xian", buildings: 0, floorAreas: [] },
    },
  });
  const sealed = await sealDocument(text, made.key);
  const bundle = writeBundle({ from: id, to: node.city.id, madeAt: now }, [
    { type: "document", sequence: 1, sealed },
  ]);
  const report = await takeBundle(node.exchange, partner, bundle, "file");
  if (report.accepted.length !== 1) throw new Error(JSON.stringify(report));
  return { city: id, draft, released: first.sha256, received: documentHash(text) };
}
