import { type IntakeReport, takeBundle } from "./intake.ts";
import { isAllowedAddress, type Partner } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";
import { acceptedUntil } from "./received.ts";
import { seenOfLog } from "./witness.ts";

/** Why nothing came from a partner's node. */
export type FetchFault =
  | { readonly code: "no-address" }
  | { readonly code: "no-answer" }
  /** It answers, and knows nothing of a pairing with this city. */
  | { readonly code: "not-paired" }
  | { readonly code: "refused"; readonly status: number }
  | { readonly code: "redirected" }
  | { readonly code: "too-large" }
  | { readonly code: "cut-off" };

export type Fetched =
  | { readonly ok: true; readonly report: IntakeReport }
  | { readonly ok: false; readonly fault: FetchFault };

const PATIENCE_MS = 30_000;
/** Decades of documents; what is larger is no answer to what was asked. */
const MOST_BYTES = 16 * 1024 * 1024;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/** Fetches from each partner whose time has come: by the clock, later and later while it does not answer. */
export async function fetchDue(parts: ExchangeParts, everyMs: number): Promise<void> {
  const rows = await parts.civic
    .selectFrom("partner")
    .select(["city", "tried_at_ms", "failures"])
    .where("state", "=", "paired")
    .where("address", "is not", null)
    .execute();
  for (const row of rows) {
    if (row.tried_at_ms !== null && parts.nowMs() < nextTryMs(row.tried_at_ms, row.failures, everyMs))
      continue;
    const partner = await parts.partners.find(row.city);
    if (partner !== undefined) await fetchFrom(parts, partner);
  }
}

/** When a partner is tried again: twice as long after each failure, six hours at most. */
export function nextTryMs(triedAtMs: number, failures: number, everyMs: number): number {
  return triedAtMs + Math.min(everyMs * 2 ** Math.min(failures, 20), Math.max(LONGEST_PAUSE_MS, everyMs));
}

/** Fetches from a partner now. What comes is taken by the same path as a file. */
export async function fetchFrom(parts: ExchangeParts, partner: Partner): Promise<Fetched> {
  const answer = await ask(parts, partner);
  const atMs = parts.nowMs();
  const done = { tried_at_ms: atMs };
  if (!answer.ok) {
    await parts.civic
      .updateTable("partner")
      .set((of) => ({ ...done, failures: of("failures", "+", 1), fault: JSON.stringify(answer.fault) }))
      .where("id", "=", partner.id)
      .execute();
    return answer;
  }
  const report = await takeBundle(parts, partner, answer.text, "fetched");
  // An answer that broke off, or was none, brought what it brought; the rest is asked for later and later, as after a failure.
  const cut = report.refused.some(({ reason }) => ["cut-off", "too-much-unreadable"].includes(reason.code));
  await parts.civic
    .updateTable("partner")
    .set(
      cut
        ? (of) => ({
            ...done,
            failures: of("failures", "+", 1),
            fault: JSON.stringify({ code: "cut-off" } satisfies FetchFault),
          })
        : { ...done, fetched_at_ms: atMs, failures: 0, fault: null },
    )
    .where("id", "=", partner.id)
    .execute();
  return { ok: true, report };
}

type Answer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: FetchFault };

async function ask(parts: ExchangeParts, partner: Partner): Promise<Answer> {
  if (partner.address === null || !isAllowedAddress(partner.address, parts.address))
    return no({ code: "no-address" });
  const url = new URL(`/exchange/for/${parts.city.id}`, partner.address);
  url.searchParams.set("after", String(await acceptedUntil(parts, partner)));
  url.searchParams.set("log", String((await seenOfLog(parts, partner))?.head.size ?? 0));
  let response: Response;
  try {
    response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return no({ code: "no-answer" });
  }
  if (response.status >= 300 && response.status < 400) return no({ code: "redirected" });
  if (response.status === 404) return no({ code: "not-paired" });
  if (!response.ok) return no({ code: "refused", status: response.status });
  return boundedText(response);
}

async function boundedText(response: Response): Promise<Answer> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) return no({ code: "too-large" });
      text += decoder.decode(chunk, { stream: true });
    }
  } catch {
    // What came before the connection broke is whole line by line.
    return text === "" ? no({ code: "no-answer" }) : { ok: true, text };
  }
  return { ok: true, text: text + decoder.decode() };
}

function no(fault: FetchFault): { readonly ok: false; readonly fault: FetchFault } {
  return { ok: false, fault };
}

/** The card that a node shows of itself, to begin a pairing with. */
export async function fetchCard(
  address: string,
  own: string | null,
): Promise<
  | { readonly ok: true; readonly sealed: string }
  | { readonly ok: false; readonly fault: FetchFault["code"] | "address-not-allowed" }
> {
  if (!isAllowedAddress(address, own)) return { ok: false, fault: "address-not-allowed" };
  try {
    const response = await fetch(new URL("/exchange/card", address), {
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status >= 300 && response.status < 400) return { ok: false, fault: "redirected" };
    if (!response.ok) return { ok: false, fault: "refused" };
    const answer = await boundedText(response);
    return answer.ok ? { ok: true, sealed: answer.text } : { ok: false, fault: answer.fault.code };
  } catch {
    return { ok: false, fault: "no-answer" };
  }
}
