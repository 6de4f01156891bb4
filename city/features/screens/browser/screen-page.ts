/**
 * The program of a screen: the page could turn itself by `<meta http-equiv="refresh">`, but would end on the browser's own error page
 * the first night the network is away, and stay there. So the next picture is fetched before the last one goes. What is shown
 * comes from the node; nothing is kept but the picture itself, which the next one replaces.
 */

/** Longer than any answer takes that will still come. */
const PATIENCE_MS = 20_000;
/** A new version has to answer so often in a row before the page is loaded anew: a node that is just starting may fall again. */
const STEADY_ANSWERS = 2;
const SHIFTS = 8;

let main = document.querySelector<HTMLElement>("main[data-next]");
// Not the time of day: a device without a battery begins in 1970, and one that finds the right time jumps.
let heardAtMs = performance.now();
let turns = 0;
let newAnswers = 0;

if (main !== null) setTimeout(turn, waitOf(main));

async function turn(): Promise<void> {
  if (main === null) return;
  turns++;
  try {
    const page = await fetched(main.dataset.next ?? location.href);
    const fresh = page.querySelector<HTMLElement>("main[data-next]");
    // A proxy's own page, or a sign-in of the network's: not ours.
    if (fresh === null) throw new Error("no screen");
    await picturesOf(fresh);
    newAnswers = fresh.dataset.version === main.dataset.version ? 0 : newAnswers + 1;
    if (newAnswers >= STEADY_ANSWERS) {
      location.replace(fresh.dataset.next ?? location.href);
      return;
    }
    show(page, fresh);
  } catch {
    tellLost(main);
  }
  setTimeout(turn, waitOf(main));
}

/** Says to the node that a display turns its pages: others who look at the address do not. */
const TURNS = "husting-screen";

async function fetched(address: string): Promise<Document> {
  const answer = await fetch(address, {
    cache: "no-store",
    headers: { [TURNS]: "yes" },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Waits for the pictures of a page that is not shown yet. */
async function picturesOf(fresh: HTMLElement): Promise<void> {
  for (const { src } of fresh.querySelectorAll("img")) {
    const picture = new Image();
    picture.src = src;
    await picture.decode();
  }
}

function show(page: Document, fresh: HTMLElement): void {
  const running = main?.dataset.version;
  main?.replaceWith(fresh);
  // The program that runs is the one that was loaded.
  if (running !== undefined) fresh.dataset.version = running;
  main = fresh;
  heardAtMs = performance.now();
  document.title = page.title;
  const { lang, dataset } = page.documentElement;
  document.documentElement.lang = lang;
  if (dataset.look === undefined) delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = dataset.look;
  const [nav, freshNav] = [document.querySelector("nav"), page.querySelector("nav")];
  // Whoever is on one of its links stays there.
  if (nav !== null && freshNav !== null && !nav.contains(document.activeElement)) nav.replaceWith(freshNav);
}

/** The picture stays, says how old it is, and goes on moving by its few points. */
function tellLost(shown: HTMLElement): void {
  shown.className = shown.className.replace(/shift-\d/, `shift-${turns % SHIFTS}`);
  const silentMs = performance.now() - heardAtMs;
  const notice = shown.querySelector<HTMLElement>("#lost");
  if (notice === null || silentMs < Number(shown.dataset.lostAfter)) return;
  const minutes = Math.floor(silentMs / 60_000);
  const [count, unit] =
    minutes < 90
      ? ([minutes, "minute"] as const)
      : minutes < 2880
        ? ([Math.round(minutes / 60), "hour"] as const)
        : ([Math.round(minutes / 1440), "day"] as const);
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang).format(-count, unit);
  notice.textContent = `${shown.dataset.lost ?? ""}${count > 0 ? ` (${ago})` : ""}`;
  notice.hidden = false;
}

function waitOf(shown: HTMLElement): number {
  return Number(shown.dataset.wait) || 15_000;
}
