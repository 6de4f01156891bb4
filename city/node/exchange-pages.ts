import { createHmac } from "node:crypto";
import { cityUses } from "../features/carbon/index.ts";
import {
  discardDraft,
  draftPage,
  fetchCard,
  fetchFrom,
  findDraft,
  guardRecords,
  type PartnerFault,
  type PrepareFault,
  partnerPage,
  partnersPage,
  prepare,
  receivedPage,
  release,
  releasedPage,
  releasesPage,
  sisterCityPage,
  takeBundle,
  tellCityProfile,
  tellMeasureVerdict,
  tellPortfolioYear,
  withdraw,
} from "../features/exchange/index.ts";
import type { Person, RouteKey } from "../features/people/index.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, ActionOutcome, Page } from "./pages.ts";

/** Pages about partner cities: what they told, what they are told, and the desks of the international officer. */
export const exchangePages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/partner": ({ node, query }) => sisterCityPage(node.exchange, query.get("city")),
  "GET /:lang/received/:hash": ({ node, last }) =>
    receivedPage({ ...node.exchange, factors: node.factors }, last),
  "GET /:lang/released/:hash": ({ node, last, viewer }) => releasedPage(node.exchange, last, viewer),
  "GET /:lang/staff/partners": ({ node }) => partnersPage(node.exchange),
  "GET /:lang/staff/partners/:city": ({ node, last }) => partnerPage(node.exchange, last),
  "GET /:lang/staff/releases": ({ node }) => releasesPage(releasing(node)),
  "GET /:lang/staff/releases/:id": ({ node, last }) => draftPage(node.exchange, idNumber(last)),
};

export const exchangeActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/staff/partners": async ({ node, language }, form) => {
    const address = text(form, "address");
    const file = await textOfFile(form, "card");
    const again = async (fault: PartnerFault): Promise<ActionOutcome> => ({
      kind: "again",
      data: await partnersPage(node.exchange, { said: address, fault }),
    });
    if (address === "" && file === "") return again("no-file");
    const card = file === "" ? await fetchCard(address) : { ok: true as const, sealed: file };
    if (!card.ok) return again(card.fault);
    const proposed = await node.exchange.partners.propose(card.sealed);
    return proposed.ok
      ? { kind: "go", to: `/${language}/staff/partners/${proposed.city}` }
      : again(proposed.fault);
  },
  "POST /:lang/staff/partners/:city": async ({ node, language, person, last }, form) => {
    const partner = await node.exchange.partners.find(last);
    if (partner === undefined || person === null) return undefined;
    const page = `/${language}/staff/partners/${partner.city}`;
    const again = async (
      attempt: Parameters<typeof partnerPage>[2],
      status?: 200,
    ): Promise<ActionOutcome> => ({
      kind: "again",
      data: await partnerPage(node.exchange, partner.city, attempt),
      ...(status === undefined ? {} : { status }),
    });
    const { partners } = node.exchange;
    switch (text(form, "do")) {
      case "confirm": {
        const fault = await partners.confirm(partner.city, text(form, "groups"), person);
        return fault === null ? { kind: "go", to: `${page}?done=paired` } : again({ fault });
      }
      case "end": {
        const fault = await partners.end(partner.city, text(form, "reason"), person);
        return fault === null ? { kind: "go", to: `${page}?done=ended` } : again({ fault });
      }
      case "fetch": {
        if (partner.state !== "paired") return again({ fault: "no-such-partner" });
        const fetched = await fetchFrom(node.exchange, partner);
        return fetched.ok ? again({ report: fetched.report }, 200) : again({ fault: fetched.fault.code });
      }
      default: {
        if (partner.state !== "paired") return again({ fault: "no-such-partner" });
        const file = await textOfFile(form, "bundle");
        if (file === "") return again({ fault: "no-file" });
        return again({ report: await takeBundle(node.exchange, partner, file, "file") }, 200);
      }
    }
  },
  "POST /:lang/staff/releases": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const prepared = await prepareAsked(node, text(form, "to"), text(form, "what"), person);
    return prepared.ok
      ? { kind: "go", to: `/${language}/staff/releases/${prepared.id}` }
      : { kind: "again", data: await releasesPage(releasing(node), prepared.fault) };
  },
  "POST /:lang/staff/releases/:id": async ({ node, language, person, last }, form) => {
    const draft = await findDraft(node.exchange, idNumber(last));
    if (draft === undefined || person === null) return undefined;
    if (text(form, "do") === "discard") {
      await discardDraft(node.exchange, draft.id);
      return { kind: "go", to: `/${language}/staff/releases?done=discarded` };
    }
    const reason = text(form, "reason");
    const looked = { sha256: text(form, "sha256"), read: text(form, "read") === "yes", reason };
    const fault = await release(node.exchange, draft, looked, person);
    if (fault === null) return { kind: "go", to: `/${language}/released/${draft.sha256}?done=released` };
    return { kind: "again", data: await draftPage(node.exchange, draft.id, { reason, fault }) };
  },
  "POST /:lang/released/:hash": async ({ node, language, person, last }, form) => {
    const page = await releasedPage(node.exchange, last, "international");
    const partner = page && (await node.exchange.partners.find(page.partner.city));
    if (page === undefined || partner === undefined || person === null) return undefined;
    const said = text(form, "reason");
    const fault = await withdraw(
      node.exchange,
      partner,
      page.listed.sequence,
      { reason: said, language },
      person,
    );
    if (fault === null) return { kind: "go", to: `/${language}/released/${last}?done=withdrawn` };
    return {
      kind: "again",
      data: await releasedPage(node.exchange, last, person.role, { said, fault }),
    };
  },
};

function releasing(node: CityNode) {
  return {
    ...node.exchange,
    telling: { ...node, carbon: node.claims },
    years: () => yearsOver(node),
  };
}

/** Makes ready what was asked for: `city-profile`, `year:2025`, `measure:SLUG`. */
export async function prepareAsked(
  node: CityNode,
  to: string,
  what: string,
  by: Person,
): Promise<
  { readonly ok: true; readonly id: number } | { readonly ok: false; readonly fault: PrepareFault }
> {
  const partner = await node.exchange.partners.find(to);
  if (partner?.state !== "paired") return { ok: false, fault: "no-partner" };
  const [kind, name = ""] = what.split(":");
  if (kind === "city-profile") {
    const told = await tellCityProfile(node);
    return { ok: true, id: await prepare(node.exchange, partner, told, by) };
  }
  if (kind === "measure") {
    const told = await tellMeasureVerdict({ ...node, carbon: node.claims }, name, await guarding(node, what));
    return told.ok
      ? { ok: true, id: await prepare(node.exchange, partner, told.told, by) }
      : { ok: false, fault: told.fault.code };
  }
  if (kind === "year") {
    const year = Number(name);
    if (!(await yearsOver(node)).includes(year)) return { ok: false, fault: "no-year" };
    const told = await tellPortfolioYear({ ...node, ...node.votes }, year, await guarding(node, what));
    return told.ok
      ? { ok: true, id: await prepare(node.exchange, partner, told.told, by) }
      : { ok: false, fault: told.fault.code };
  }
  return { ok: false, fault: "nothing-chosen" };
}

/** What a release is weighed against: everything released before. */
async function guarding(node: CityNode, what: string) {
  return {
    released: await guardRecords(node.exchange),
    release: `${what} at ${node.nowMs()}`,
    secret: createHmac("sha256", node.directory.config.sessionSecret).update("disclosure").digest("hex"),
  };
}

/** Calendar years that are over and of which something was measured, newest first. */
export async function yearsOver({ civic, city, nowMs }: CityNode): Promise<number[]> {
  const thisYear = Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(city.zone).year;
  return (await cityUses(civic)).years.filter((year) => year < thisYear).reverse();
}

async function textOfFile(form: FormData, name: string): Promise<string> {
  const file = form.get(name);
  return file instanceof File ? file.text() : "";
}
