import type { TextKeeper } from "../moderation/index.ts";
import type { RoomBook } from "./rooms.ts";

/** Published comments on rooms as moderation deals with them. Who wrote one is nobody's to know: nobody is told. */
export function commentKeeper(rooms: Pick<RoomBook, "all">): TextKeeper {
  return {
    async find(db, ref) {
      const row = await db.selectFrom("vote_comment").selectAll().where("id", "=", ref).executeTakeFirst();
      const held = await db
        .selectFrom("held_text")
        .select("field")
        .where("subject", "=", `comment-${ref}`)
        .executeTakeFirst();
      // What was never published is between its writer and the manager.
      if (row === undefined || (row.published === null && held === undefined)) return undefined;
      const room = (await rooms.all()).get(row.room_id);
      return {
        path: room === undefined ? "" : `/buildings/${room.building.slug}#said`,
        // Nobody has said which language it is in.
        language: "en",
        canAppeal: false,
        isPublic: true,
        fields: [{ field: "text", part: "text", text: row.published, isStanding: true, opening: null }],
      };
    },
    async write(transaction, ref, texts) {
      for (const published of texts.values())
        await transaction.updateTable("vote_comment").set({ published }).where("id", "=", ref).execute();
    },
    async redact(transaction, ref, texts) {
      const { published } = await transaction
        .selectFrom("vote_comment")
        .select("published")
        .where("id", "=", ref)
        .executeTakeFirstOrThrow();
      // What opens the log's commitment to the published words.
      if (published !== null)
        await transaction
          .deleteFrom("log_opening")
          .where("name", "=", "text")
          .where("value", "=", published)
          .execute();
      await this.write(transaction, ref, texts);
    },
    async tell() {},
  };
}
