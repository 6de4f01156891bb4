import { permissions, type Viewer } from "../people/index.ts";

/** The subjects under which staff pages stand, in this order. A page that is in none comes last, under its own heading. */
const SUBJECTS = {
  today: ["day"],
  rooms: ["climate", "advice", "rooms", "comments", "rounds", "screens", "works", "classes"],
  energy: [
    "quality",
    "meters",
    "measures",
    "buildings",
    "import",
    "imports",
    "export",
    "mappings",
    "weather",
  ],
  voices: [
    ...[
      "proposals",
      "moderation",
      "conversations",
      "budgets",
      "participation",
      "population",
      "desk",
      "accessibility",
    ],
  ],
  promises: ["decisions", "promises", "bodies", "cases", "data"],
  partnership: ["releases", "partners"],
  running: ["people", "node"],
} as const satisfies Record<string, readonly string[]>;
export type PageSubject = keyof typeof SUBJECTS | "more";

export interface PageGroup {
  readonly subject: PageSubject;
  /** Last parts of their addresses. */
  readonly pages: readonly string[];
}

/** Staff pages that a role may open without a further address: read off the matrix, so that a new page stands here by itself. */
export function openPages(viewer: Viewer): string[] {
  return Object.entries(permissions)
    .filter(
      ([route, who]) =>
        /^GET \/:lang\/staff\/[a-z]+$/.test(route) && (who as readonly Viewer[]).includes(viewer),
    )
    .map(([route]) => route.replace("GET /:lang/staff/", ""));
}

/** The same, by subject. */
export function groupedPages(open: readonly string[]): PageGroup[] {
  const grouped = Object.entries(SUBJECTS).map(([subject, pages]) => ({
    subject: subject as PageSubject,
    pages: (pages as readonly string[]).filter((page) => open.includes(page)),
  }));
  const known: readonly string[] = Object.values(SUBJECTS).flat();
  return [
    ...grouped,
    { subject: "more" as const, pages: open.filter((page) => !known.includes(page)) },
  ].filter(({ pages }) => pages.length > 0);
}
