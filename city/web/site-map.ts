import type { shellMessages } from "./shell-messages.ts";

type Key = Parameters<ReturnType<(typeof shellMessages)["t"]>>[0];

/** A page that menus lead to. */
export interface MappedPage {
  /** Without the language: "/proposals". */
  readonly path: string;
  readonly label: Key;
  /** Addresses that belong to it without lying under it. */
  readonly also?: RegExp;
}

/** One entry of the menu, which leads to its first page, and the pages that stand beside each other under it. */
export interface MapSection {
  readonly label: Key;
  readonly pages: readonly [MappedPage, ...MappedPage[]];
}

/** Where everybody can go, by what they come for. Header, the line under it and footer are drawn from this. */
export const siteMap: readonly MapSection[] = [
  {
    label: "nav.buildings",
    pages: [
      { path: "", label: "nav.allBuildings", also: /^\/(buildings|house-news)\// },
      { path: "/find", label: "nav.find" },
      { path: "/carbon", label: "nav.carbon" },
      { path: "/inventory", label: "nav.inventory" },
    ],
  },
  { label: "nav.measures", pages: [{ path: "/measures", label: "nav.measures" }] },
  {
    label: "nav.takePart",
    pages: [
      { path: "/take-part", label: "nav.now" },
      {
        path: "/proposals",
        label: "nav.proposals",
        also: /^\/(propose|proposal-form|my-proposal|print\/proposals)(\/|$)/,
      },
      {
        path: "/conversations",
        label: "nav.conversations",
        also: /^\/(conversation-results|print\/conversations|print\/conversation-form)\//,
      },
      {
        path: "/schools",
        label: "nav.schools",
        also: /^\/(class|class-answers|print\/(teacher-sheet|pupil-sheet|diploma))(\/|$)/,
      },
      { path: "/budgets", label: "nav.budgets", also: /^\/(ballot|ballots|budget-result|print\/budgets)\// },
      { path: "/heard", label: "nav.heard", also: /^\/about-you$/ },
      { path: "/calendar", label: "nav.calendar" },
    ],
  },
  {
    label: "nav.decisions",
    pages: [
      { path: "/decisions", label: "nav.decisions", also: /^\/(why|print\/decisions)\// },
      { path: "/promises", label: "nav.promises" },
      { path: "/overview", label: "nav.overview" },
      { path: "/cases", label: "nav.cases" },
    ],
  },
  {
    label: "nav.partner",
    pages: [{ path: "/partner", label: "nav.partner", also: /^\/(received|released)\// }],
  },
  {
    label: "nav.how",
    pages: [
      { path: "/method", label: "nav.method" },
      { path: "/data", label: "nav.data" },
      { path: "/try", label: "nav.try" },
      { path: "/log", label: "nav.log" },
      { path: "/glossary", label: "nav.glossary" },
    ],
  },
];

/** What the footer leads to besides: about this site and the people who use it. */
export const aboutThisSite: readonly MappedPage[] = [
  { path: "/accessibility", label: "footer.accessibility" },
  { path: "/house-rules", label: "footer.houseRules" },
  { path: "/moderation", label: "footer.moderation" },
  { path: "/my-data", label: "footer.myData" },
  { path: "/retention", label: "footer.retention" },
  { path: "/style", label: "footer.style" },
];

/** Whether an address is that page, or lies under it. */
export function standing(page: MappedPage, path: string): "page" | "section" | undefined {
  if (path === page.path) return "page";
  const isUnder = page.path !== "" && path.startsWith(`${page.path}/`);
  return isUnder || page.also?.test(path) ? "section" : undefined;
}

/** The entry of the menu to which an address belongs; none for pages about this site, and for staff's. */
export function sectionOf(path: string): MapSection | undefined {
  return siteMap.find((section) => section.pages.some((page) => standing(page, path) !== undefined));
}
