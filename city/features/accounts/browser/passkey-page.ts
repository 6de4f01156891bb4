/**
 * The script of the sign-in page and of the account's page: a browser gives passkeys to scripts alone. It shows the part of the page
 * that needs it, and all its words stand there already. Where it does not run, the code by mail does what it would have done.
 */
const part = document.getElementById("passkey");
const canUse =
  typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;
if (part !== null && canUse) start(part);

function start(part: HTMLElement): void {
  const form = part.querySelector("form");
  if (form === null) return;
  // An address of digits has no passkeys, whatever the browser knows.
  if (/^[\d.]+$|:/.test(location.hostname.replace(/^\[|\]$/g, ""))) return;
  part.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button?.setAttribute("disabled", "");
    const fault = await (part.dataset.do === "add" ? add(form) : signIn(part.dataset.next ?? ""));
    button?.removeAttribute("disabled");
    tell(fault);
  });
}

async function signIn(next: string): Promise<string> {
  const begun = await ask("begin", {});
  if (begun.fault !== "") return begun.fault;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    begun.said as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const credential = await held(() => navigator.credentials.get({ publicKey }));
  if (credential === null) return "passkey-broken-off";
  const done = await ask("sign-in", { credential: credential.toJSON(), next });
  if (done.fault === "") location.assign(String(done.said.to));
  return done.fault;
}

async function add(form: HTMLFormElement): Promise<string> {
  const name = String(new FormData(form).get("name"));
  const begun = await ask("new", {});
  if (begun.fault !== "") return begun.fault;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    begun.said as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const credential = await held(() => navigator.credentials.create({ publicKey }));
  if (credential === null) return "passkey-broken-off";
  const done = await ask("add", { name, credential: credential.toJSON() });
  if (done.fault === "") location.assign(`${location.pathname}?done=passkey-added`);
  return done.fault;
}

/** Null where somebody has broken off, or the device has no key that fits. */
async function held(wanted: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await wanted()) as PublicKeyCredential | null;
  } catch {
    return null;
  }
}

async function ask(
  what: string,
  body: object,
): Promise<{ readonly fault: string; readonly said: Readonly<Record<string, unknown>> }> {
  try {
    const answer = await fetch(`/passkey/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...body }),
    });
    const said = await answer.json();
    return { fault: answer.ok ? "" : String(said.error), said };
  } catch {
    return { fault: "no-answer", said: {} };
  }
}

/** Shows what was wrong in the page's words, and leads there. */
function tell(fault: string): void {
  const faults = [...document.querySelectorAll<HTMLElement>("[data-fault]")];
  const known = faults.some(({ dataset }) => dataset.fault === fault) ? fault : "no-answer";
  for (const one of faults) one.hidden = one.dataset.fault !== known;
  const box = document.getElementById("passkey-faults");
  if (box === null) return;
  box.hidden = fault === "";
  if (fault !== "") box.focus();
}
