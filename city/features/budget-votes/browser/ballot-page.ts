import { type BlindKey, readBlindKey } from "@husting/openness";
import { type BallotRules, type Choices, isBallotKind, readBallot } from "../ballot.ts";
import { castVote, type Done, restoreToken, takeToken, tokenText } from "./exchange.ts";
import { Store } from "./store.ts";

/**
 * The one script of the budget's pages: it makes a token up, has it signed blindly and votes with it. All words stand in the
 * page already; the script only shows them.
 */
const app = document.getElementById("vote");
if (app !== null) start(app);
const kept = document.getElementById("kept");
if (kept !== null) showReceipt(kept);

/** When voting has ended: the receipt that this device has kept, to look the ballot up with. */
function showReceipt(kept: HTMLElement): void {
  const { budget = "", key = "null" } = kept.dataset;
  const { vote } = new Store(budget, JSON.parse(key).n).get();
  if (vote === undefined) return;
  part<HTMLInputElement>("kept-text").value = vote.receipt;
  kept.hidden = false;
}

function start(app: HTMLElement): void {
  const { budget = "", key: jwk = "null", kind = "", most = "", projects = "[]" } = app.dataset;
  const parsed = JSON.parse(jwk);
  const read = readBlindKey(parsed);
  if (!read.ok || !isBallotKind(kind)) return;
  const key: BlindKey = read.key;
  const rules: BallotRules = {
    kind,
    most: most === "" ? null : Number(most),
    projects: JSON.parse(projects),
  };
  const store = new Store(budget, parsed.n);
  const place = `/budgets/${budget}`;
  part("no-script").hidden = true;
  app.hidden = false;

  const form = part<HTMLFormElement>("ballot-form");
  const inputs = [...form.querySelectorAll<HTMLInputElement>("input[data-project]")];

  function show(step: "activate" | "ballot" | "done"): void {
    for (const name of ["activate", "ballot", "done"]) part(`step-${name}`).hidden = name !== step;
    if (step === "ballot") countUnits();
    if (step === "done") {
      part("receipt").textContent = store.get().vote?.receipt ?? "";
      part<HTMLTextAreaElement>("token-text").value = tokenText(store);
    }
  }

  /** Shows what was wrong, in the words of the page, and leads there. */
  function tell(done: Done): boolean {
    const shown = done.ok ? "" : done.fault;
    const faults = [...document.querySelectorAll<HTMLElement>("[data-fault]")];
    const known = faults.some(({ dataset }) => dataset.fault === shown) ? shown : "no-answer";
    for (const fault of faults) fault.hidden = done.ok || fault.dataset.fault !== known;
    part("faults").hidden = done.ok;
    if (!done.ok) part("faults").focus();
    return done.ok;
  }

  /** While something is under way no second press sends it again. */
  async function once(button: HTMLElement | null, work: () => Promise<Done>): Promise<boolean> {
    button?.setAttribute("disabled", "");
    part("working").hidden = false;
    const done = await work();
    part("working").hidden = true;
    button?.removeAttribute("disabled");
    return tell(done);
  }

  function goOn(step: "ballot" | "done"): void {
    show(step);
    part(`step-${step}`).focus();
  }

  for (const id of ["identity-form", "code-form", "desk-form"]) {
    document.getElementById(id)?.addEventListener("submit", async (event) => {
      event.preventDefault();
      const sent = event.currentTarget as HTMLFormElement;
      const code = String(new FormData(sent).get("code") ?? "");
      const activation = sent.dataset.activation ?? "";
      if (await once(sent.querySelector("button"), () => takeToken(store, key, place, { activation, code })))
        goOn("ballot");
    });
  }

  part("restore-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get("token") ?? "");
    if (tell(restoreToken(store, key, text))) goOn("ballot");
  });

  form.addEventListener("input", countUnits);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = readBallot(rules, chosen());
    if (!said.ok) {
      tell({ ok: false, fault: said.fault.code });
      return;
    }
    if (await once(form.querySelector("button"), () => castVote(store, place, said.choices))) goOn("done");
  });

  part("change").addEventListener("click", () => goOn("ballot"));
  part("forget").addEventListener("click", () => {
    store.forget();
    location.reload();
  });

  function chosen(): Choices {
    return Object.fromEntries(
      inputs.map((input) => [
        input.dataset.project!,
        input.type === "checkbox" ? Number(input.checked) : Number(input.value || 0),
      ]),
    );
  }

  function countUnits(): void {
    const units = Object.values(chosen()).reduce((sum, one) => sum + (one || 0), 0);
    part("units").textContent = String(units);
  }

  const { token, vote } = store.get();
  drawOrder();
  for (const input of inputs) {
    const units = vote?.choices[input.dataset.project!] ?? 0;
    if (input.type === "checkbox") input.checked = units > 0;
    else input.value = units === 0 ? "" : String(units);
  }
  show(token === undefined ? "activate" : vote === undefined ? "ballot" : "done");

  /** Each voter gets an order of their own: being first on a list is worth votes. */
  function drawOrder(): void {
    const list = part("ballot-projects");
    const rows = [...list.children].map((row) => ({
      row,
      at: crypto.getRandomValues(new Uint32Array(1))[0]!,
    }));
    for (const { row } of rows.sort((a, b) => a.at - b.at)) list.append(row);
  }
}

function part<Part extends HTMLElement = HTMLElement>(id: string): Part {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no part ${id}`);
  return found as Part;
}
