import { setTimeout as pause } from "node:timers/promises";
import type { BrowserContext, CDPSession, Page } from "playwright-core";

/** What has the focus, as Chromium's accessibility tree tells it to a screen reader. */
export interface Focused {
  readonly role: string;
  readonly name: string;
}

type Name = string | RegExp;

/** As Chromium calls them, and the tags that can have them. */
const TAGS = {
  link: "a",
  button: "button",
  textbox: "input, textarea",
  Date: "input",
  combobox: "select",
  radio: "input",
  checkbox: "input",
  DisclosureTriangle: "summary",
} as const;
type Role = keyof typeof TAGS;

/** More than any page of a city has to step through. */
const MOST_STEPS = 250;

/**
 * Somebody who uses a page by the keyboard alone: Tab, Shift+Tab, arrows, Space, Enter and letters. Nothing is clicked, filled in or looked up
 * by script; scripts only tell what the focus is on and whether that can be seen.
 */
export class Keyboard {
  readonly page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  /** Opens a page in a tab of its own. */
  static async open(context: BrowserContext, url: string): Promise<Keyboard> {
    const page = await context.newPage();
    await page.goto(url);
    return Keyboard.of(context, page);
  }

  static async of(context: BrowserContext, page: Page): Promise<Keyboard> {
    return new Keyboard(page, await context.newCDPSession(page));
  }

  /** Types an address and goes there, as one does in the browser's own bar. */
  async goTo(url: string): Promise<void> {
    await this.page.goto(url);
  }

  /** Goes back to the page before: the browser's own key, which a Chromium without a window does not listen to. */
  async back(): Promise<void> {
    await this.page.goBack();
  }

  async focused(): Promise<Focused> {
    return (await this.#focusedAs("*")) ?? { role: "none", name: "" };
  }

  /** Presses Tab (or Shift+Tab) until what has the focus has this role and name, and can be seen to have it. */
  async tabTo(role: Role, name: Name, { back = false } = {}): Promise<void> {
    const others = await this.#tabUntil(role, (focused) => fits(focused.name, name), back);
    if (others !== null)
      throw new Error(
        `no ${role} "${name}" is reached by the keyboard on ${this.page.url()}; there are:\n${others.join("\n")}`,
      );
    await this.#expectSeen(await this.focused());
  }

  /** @returns null when it was reached; else the names of that role that were passed. */
  async #tabUntil(
    role: Role,
    isWanted: (focused: Focused) => boolean,
    back = false,
  ): Promise<string[] | null> {
    const passed: string[] = [];
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      await this.page.keyboard.press(back ? "Shift+Tab" : "Tab");
      const focused = await this.#focusedAs(TAGS[role]);
      // The document itself has the focus again: the round is over.
      if (focused === null && steps > 0) break;
      if (focused?.role !== role) continue;
      if (isWanted(focused)) return null;
      passed.push(focused.name);
    }
    return passed;
  }

  /** What has the focus, if it is one of these tags, which spares asking the tree for all others; null where nothing has. */
  async #focusedAs(tags: string): Promise<Focused | undefined | null> {
    const { result } = await this.#cdp.send("Runtime.evaluate", {
      expression: `(() => {
        const focused = document.activeElement;
        if (focused === document.body) return "nothing";
        return focused.matches("${tags}") ? focused : "another";
      })()`,
    });
    if (result.objectId === undefined) return result.value === "nothing" ? null : undefined;
    // What has the focus is in the tree, but the tree can be a moment behind the page.
    for (let tries = 0; tries < 40; tries++) {
      const { nodes } = await this.#cdp.send("Accessibility.getPartialAXTree", {
        objectId: result.objectId,
        fetchRelatives: false,
      });
      const [node] = nodes;
      if (node !== undefined && !node.ignored)
        return { role: String(node.role?.value ?? ""), name: String(node.name?.value ?? "") };
      await pause(25);
    }
    return { role: "none", name: "" };
  }

  /** Leaves the navigation out by the page's first link, as who presses Tab on every page does. */
  async skipTo(label: string): Promise<void> {
    await this.tabTo("link", label);
    await this.page.keyboard.press("Enter");
  }

  /**
   * Presses Tab through a part of the page, expecting each step to be seen.
   * @returns each, with how far down the page it lies. The parts of a date's field are one step: Chromium marks them within the field.
   */
  async tabThrough(part: string): Promise<(Focused & { readonly top: number })[]> {
    const passed: (Focused & { readonly top: number })[] = [];
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      await this.page.keyboard.press("Tab");
      const top = await this.#read<number | "within" | null>(`(() => {
        const focused = document.activeElement;
        if (focused.closest("${part}") === null) return null;
        if (focused === globalThis.passedLast) return "within";
        globalThis.passedLast = focused;
        return focused.getBoundingClientRect().top + scrollY;
      })()`);
      if (top === null) return passed;
      if (top === "within") continue;
      const focused = await this.focused();
      await this.#expectSeen(focused);
      passed.push({ ...focused, top });
    }
    throw new Error(`there is no end to ${part} of ${this.page.url()}`);
  }

  /** Presses a key that the page lists, with the modifier that Chromium asks for: goes to a link's place or presses a button. */
  async accessKey(key: string, { sends = false } = {}): Promise<void> {
    const letter = key.toUpperCase();
    const alt = { modifiers: 1, key, code: `Key${letter}`, windowsVirtualKeyCode: letter.charCodeAt(0) };
    const pressed = async (): Promise<void> => {
      // Chromium looks for an access key when the letter comes, which Playwright leaves out while Alt is down.
      await this.#cdp.send("Input.dispatchKeyEvent", {
        type: "keyDown",
        text: key,
        unmodifiedText: key,
        ...alt,
      });
      await this.#cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...alt });
    };
    await Promise.all([sends ? this.page.waitForEvent("load") : undefined, pressed()]);
  }

  /** Follows a link. */
  async follow(name: Name): Promise<void> {
    await this.tabTo("link", name);
    await this.#go("Enter");
  }

  /** Presses a button that sends a form. */
  async press(name: Name): Promise<void> {
    await this.tabTo("button", name);
    await this.#go("Space");
  }

  /** Opens or closes what can be opened. */
  async unfold(name: Name): Promise<void> {
    await this.tabTo("DisclosureTriangle", name);
    await this.page.keyboard.press("Enter");
  }

  /** Writes into a field, over what stands there. */
  async write(label: Name, text: string): Promise<void> {
    await this.tabTo("textbox", label);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    const lines = text.split("\n");
    for (const [index, line] of lines.entries()) {
      if (index > 0) await this.page.keyboard.press("Enter");
      await this.page.keyboard.insertText(line);
    }
  }

  /** @param date 2026-11-28; typed in the order of the browser's own field, month first. */
  async writeDate(label: Name, date: string): Promise<void> {
    await this.tabTo("Date", label);
    const [year, month, day] = date.split("-");
    await this.page.keyboard.type(`${month}${day}${year}`);
    const written = await this.#read<string>("document.activeElement.value");
    if (written !== date) throw new Error(`the field "${label}" holds ${written}, not ${date}`);
  }

  /** Chooses from a list by the arrows. */
  async choose(label: Name, option: Name): Promise<void> {
    await this.tabTo("combobox", label);
    await this.page.keyboard.press("Home");
    const chosen = () =>
      this.#read<string>("document.activeElement.selectedOptions[0]?.textContent?.trim() ?? ''");
    const seen: string[] = [];
    for (let now = await chosen(); !fits(now, option); now = await chosen()) {
      if (seen.at(-1) === now) throw new Error(`"${label}" offers no "${option}":\n${seen.join("\n")}`);
      seen.push(now);
      await this.page.keyboard.press("ArrowDown");
    }
  }

  /** Chooses one of several radio buttons by the arrows. @param group the names of all of them. */
  async pick(option: Name, group: readonly Name[]): Promise<void> {
    const others = await this.#tabUntil("radio", ({ name }) => group.some((one) => fits(name, one)));
    if (others !== null) throw new Error(`no choice of ${group.join(", ")}:\n${others.join("\n")}`);
    await this.page.keyboard.press("Space");
    for (let steps = 0; !fits((await this.focused()).name, option); steps++) {
      if (steps > group.length) throw new Error(`the arrows do not come to "${option}"`);
      await this.page.keyboard.press("ArrowDown");
    }
    await this.#expectSeen(await this.focused());
    if (!(await this.#read<boolean>("document.activeElement.checked")))
      throw new Error(`"${option}" is not chosen`);
  }

  async tick(label: Name, checked = true): Promise<void> {
    await this.tabTo("checkbox", label);
    if ((await this.#read<boolean>("document.activeElement.checked")) !== checked)
      await this.page.keyboard.press("Space");
  }

  /** What is shown in the main part of the page, as it is read. */
  async text(selector = "main"): Promise<string> {
    return (await this.page.locator(selector).innerText()).replaceAll("\u00a0", " ");
  }

  close(): Promise<void> {
    return this.page.close();
  }

  async #go(key: "Enter" | "Space"): Promise<void> {
    await Promise.all([this.page.waitForEvent("load"), this.page.keyboard.press(key)]);
  }

  async #read<Value>(expression: string): Promise<Value> {
    const { result } = await this.#cdp.send("Runtime.evaluate", { expression, returnByValue: true });
    return result.value as Value;
  }

  /** The focus is drawn around it (WCAG 2.4.7), at least two pixels wide (2.4.13), and it lies in what is on the screen (2.4.11). */
  async #expectSeen({ role, name }: Focused): Promise<void> {
    let seen = { drawn: false, outlinePx: 0, onScreen: false };
    // The page scrolls to what has the focus with its next frame.
    for (let frame = 0; frame < 40; frame++) {
      seen = await this.#read(SEEN);
      if (seen.drawn && seen.outlinePx >= 2 && seen.onScreen) return;
      await pause(25);
    }
    throw new Error(`the focus cannot be seen on ${role} "${name}": ${JSON.stringify(seen)}`);
  }
}

const SEEN = `(() => {
  const focused = document.activeElement;
  const style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  return {
    drawn: focused.matches(":focus-visible") && style.outlineStyle !== "none" && style.visibility === "visible",
    outlinePx: parseFloat(style.outlineWidth),
    onScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
})()`;

function fits(said: string, wanted: Name): boolean {
  return typeof wanted === "string" ? said.trim() === wanted : wanted.test(said);
}
