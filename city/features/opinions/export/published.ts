import { type FileText, readText } from "./files.ts";
import { columnNamed, csvRows, jsonOf } from "./rows.ts";

/** Groups that somebody else has published of the same conversation. */
export interface PublishedGroups {
  readonly file: string;
  readonly cutOff: boolean;
  /** Each grouped participant's group, by its published name. */
  readonly groupOf: ReadonlyMap<string, string>;
}

/** The groups that lie in a directory; undefined where there are none. */
export function readPublishedGroups(directory: string): PublishedGroups | undefined {
  const matrix = readText(directory, "participants-votes.csv");
  if (matrix !== undefined) return groupsOfMatrix(matrix);
  const picture = readText(directory, "math-pca2.json");
  return picture === undefined ? undefined : groupsOfPicture(picture);
}

function groupsOfMatrix(file: FileText): PublishedGroups | undefined {
  const rows = csvRows(file);
  if (!rows.columns.includes("group-id")) return undefined;
  const participant = columnNamed(rows, "participant");
  const groupOf = new Map<string, string>();
  for (const { values, short } of rows.rows) {
    if (short) continue;
    const [who, group] = [values[participant], values["group-id"]];
    if (who !== undefined && group !== undefined && group !== "") groupOf.set(who, group);
  }
  return groupOf.size === 0 ? undefined : { file: file.name, cutOff: rows.cutOff, groupOf };
}

/** A published picture names groups of base clusters, and base clusters of participants. */
function groupsOfPicture(file: FileText): PublishedGroups | undefined {
  const picture = jsonOf(file);
  const bases = member(picture, "base-clusters");
  const [ids, members] = [listOf(member(bases, "id")), listOf(member(bases, "members"))];
  const groupOf = new Map<string, string>();
  for (const group of listOf(member(picture, "group-clusters"))) {
    for (const base of listOf(member(group, "members"))) {
      for (const participant of listOf(members[ids.indexOf(base)])) {
        groupOf.set(String(participant), String(member(group, "id")));
      }
    }
  }
  return groupOf.size === 0 ? undefined : { file: file.name, cutOff: false, groupOf };
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
