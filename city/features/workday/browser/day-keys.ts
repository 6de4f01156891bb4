/**
 * Single keys of the day's list, for those who work through it with a keyboard. All of it works without them; they are off while a field
 * has the focus, and can be switched off for good (WCAG 2.1.4): who dictates or listens would set them off unmeant. All words stand in
 * the page already.
 */
const KEPT_AS = "husting-day-keys";
const part = document.getElementById("single-keys");
const choice = document.getElementById("single-keys-switch");
if (part !== null && choice instanceof HTMLInputElement) start(part, choice);

function start(part: HTMLElement, choice: HTMLInputElement): void {
  for (const one of document.querySelectorAll<HTMLElement>("[data-with-keys]")) one.hidden = false;
  choice.checked = kept() !== "off";
  choice.addEventListener("change", () => keep(choice.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!choice.checked || event.defaultPrevented || event.isComposing || isInField(event.target)) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (act(event.key, event.repeat, part)) event.preventDefault();
  });
}

/** @returns whether the key means something here. */
function act(key: string, isHeld: boolean, part: HTMLElement): boolean {
  switch (key) {
    case "j":
    case "n":
      return go(1);
    case "k":
    case "p":
      return go(-1);
    default:
  }
  // A key that is held moves on, but does nothing twice.
  if (isHeld) return false;
  switch (key) {
    case "x":
      return press(boxes()[at()] ?? null);
    case "o":
      return press(boxes()[at()]?.closest(".work-item")?.querySelector("a") ?? null);
    case "s":
      return press(acting("seen"));
    case "t":
      return press(acting("taken"));
    case "a":
      return setAside();
    case "u":
      return press(document.querySelector<HTMLElement>('button[name="do"][value="undo"]'));
    case "?":
      part.focus();
      return true;
    default:
      return false;
  }
}

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('.day-form input[name="item"]')];
}

/** Which item has the focus, with what stands in it; -1 for none. */
function at(): number {
  const item = document.activeElement?.closest(".day-form .work-item") ?? null;
  return item === null ? -1 : boxes().findIndex((box) => item.contains(box));
}

function go(step: 1 | -1): boolean {
  const all = boxes();
  const from = at();
  all[from === -1 ? (step === 1 ? 0 : all.length - 1) : from + step]?.focus();
  return all.length > 0;
}

/** A reason has to be chosen first: the key leads there, and sets aside once there is one. */
function setAside(): boolean {
  const reason = document.querySelector<HTMLSelectElement>('.day-form select[name="reason"]');
  if (reason?.value === "") {
    reason.focus();
    return true;
  }
  return press(acting("aside"));
}

function acting(act: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.day-form button[name="do"][value="${act}"]`);
}

function press(pressed: HTMLElement | null): boolean {
  pressed?.click();
  return pressed !== null;
}

/** Where letters are written or choose something. */
function isInField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return target.matches('textarea, select, input:not([type="checkbox"])');
}

/** A browser that keeps nothing has the keys on each time. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

function keep(what: string): void {
  try {
    localStorage.setItem(KEPT_AS, what);
  } catch {
    // Then it holds for this page.
  }
}

// Its names are its own, as those of a module are.
export {};
