import type { Generated } from "kysely";

/** A display in a lobby. What it shows is made when it asks. */
interface ScreenTable {
  id: Generated<number>;
  /** In its address, short enough to be typed with a remote control. */
  code: string;
  building_id: number;
  /** Where in the building it hangs. */
  place: string;
  /** `sv zh en`: in this order it turns through them. */
  languages: string;
  /** `energy rooms people measure act works`: the pages it turns. */
  pages: string;
  look: "device" | "light" | "dark";
  /** How long a page stands. */
  seconds: number;
  /** Local hours between which it is dark; null for a screen that is never. */
  night_from: number | null;
  night_to: number | null;
  /** Null while it is in use. */
  removed_at_ms: number | null;
  log_entry: number;
}

/** When a screen asked last, to ten minutes. */
interface ScreenSeenTable {
  screen_id: number;
  seen_at_ms: number;
}

/** A child's picture or poem, without a name. Its words and its picture are null once they are taken back or erased. */
interface WorkTable {
  id: Generated<number>;
  kind: "picture" | "poem";
  state: "waiting" | "published" | "declined" | "taken-back";
  age: string;
  title: string | null;
  /** The poem; null for a picture. */
  body: string | null;
  /** What the picture shows, for who cannot see it; null for a poem. */
  alternative: string | null;
  /** Of title, poem and alternative text. */
  language: string;
  /** SHA-256 of the picture as it is kept, in hex; its address. */
  picture: string | null;
  /** Local dates, both included; null before somebody has published it. */
  from_date: string | null;
  until_date: string | null;
  submitted_by: string | null;
  changed_at_ms: number;
  log_entry: number;
}

/** The pixels of a picture, encoded by the node itself; nothing of the file that was sent is kept. */
interface WorkPictureTable {
  sha256: string;
  bytes: Uint8Array;
  width: number;
  height: number;
}

interface WorkScreenTable {
  work_id: number;
  screen_id: number;
}

export interface ScreensTables {
  screen: ScreenTable;
  screen_seen: ScreenSeenTable;
  work: WorkTable;
  work_picture: WorkPictureTable;
  work_screen: WorkScreenTable;
}
