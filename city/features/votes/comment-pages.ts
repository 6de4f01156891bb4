import type { Names } from "../buildings/index.ts";
import type { Comment, CommentBook } from "./comments.ts";
import { type Pointed, pointedAt, withoutPointed } from "./personal.ts";
import type { RoomBook } from "./rooms.ts";
import type { SaidFault } from "./said.ts";

export interface ListedComment extends Comment {
  readonly room: Names;
}

export interface CommentsPage {
  /** By building, those with unread sentences first. */
  readonly buildings: readonly {
    readonly slug: string;
    readonly names: Names;
    readonly unread: number;
    readonly comments: readonly ListedComment[];
  }[];
}

export type PublishFault =
  | SaidFault
  | "not-confirmed"
  /** A house rule keeps it from view. */
  | "is-hidden";

export interface CommentPage {
  readonly comment: Comment;
  readonly room: Names;
  readonly building: Names;
  /** What of it is likely to point at a person. */
  readonly pointed: readonly Pointed[];
  /** Proposed for publishing, or what had been written. */
  readonly proposal: string;
  readonly fault: PublishFault | null;
}

/** A sentence that everybody may read. */
export interface PublishedComment {
  readonly id: string;
  readonly room: Names;
  readonly week: string;
  readonly text: string;
}

export interface CommentPageParts {
  readonly comments: CommentBook;
  readonly rooms: RoomBook;
}

export async function commentsPage({ comments, rooms }: CommentPageParts): Promise<CommentsPage> {
  const [all, known] = await Promise.all([comments.all(), rooms.all()]);
  const listed = all.flatMap((comment) => {
    const room = known.get(comment.roomId);
    return room === undefined ? [] : [{ comment, room }];
  });
  const buildings = [...Map.groupBy(listed, ({ room }) => room.building.slug).values()].map((own) => ({
    slug: own[0]!.room.building.slug,
    names: own[0]!.room.building.names,
    unread: own.filter(({ comment }) => !comment.isSeen).length,
    comments: own.map(({ comment, room }) => ({ ...comment, room: room.names })),
  }));
  return { buildings: buildings.sort((a, b) => b.unread - a.unread || (a.slug < b.slug ? -1 : 1)) };
}

export async function commentPage(
  { comments, rooms }: CommentPageParts,
  id: string,
  attempt?: { readonly proposal: string; readonly fault: PublishFault },
): Promise<CommentPage | undefined> {
  const comment = await comments.find(id);
  const room = comment && (await rooms.all()).get(comment.roomId);
  if (comment === undefined || room === undefined) return undefined;
  return {
    comment,
    room: room.names,
    building: room.building.names,
    pointed: pointedAt(comment.text),
    proposal: attempt?.proposal ?? comment.published ?? withoutPointed(comment.text),
    fault: attempt?.fault ?? null,
  };
}

/** Where the comments on a building's rooms belong, published or not, by their names. */
export async function commentPlaces(
  { comments, rooms }: CommentPageParts,
  buildingId: number,
): Promise<ReadonlyMap<string, { readonly room: Names; readonly week: string }>> {
  const [all, known] = await Promise.all([comments.all(), rooms.all()]);
  return new Map(
    all.flatMap(({ id, roomId, week }) => {
      const room = known.get(roomId);
      return room?.building.id === buildingId ? [[id, { room: room.names, week }] as const] : [];
    }),
  );
}

/** What was published of a building's rooms, newest week first. */
export async function publishedComments(
  { comments, rooms }: CommentPageParts,
  buildingId: number,
): Promise<PublishedComment[]> {
  const [all, known] = await Promise.all([comments.all(), rooms.all()]);
  return all
    .flatMap(({ id, roomId, week, published }) => {
      const room = known.get(roomId);
      if (room?.building.id !== buildingId || published === null) return [];
      return [{ id, room: room.names, week, text: published }];
    })
    .sort((a, b) => (a.week < b.week ? 1 : -1));
}
