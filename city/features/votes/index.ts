export {
  type CommentPageParts,
  commentPage,
  commentPlaces,
  commentsPage,
  type PublishedComment,
  publishedComments,
} from "./comment-pages.ts";
export { CommentBook } from "./comments.ts";
export { VoteDesk } from "./desk.ts";
export { DeviceVotes } from "./device.ts";
export { ClientLimiter } from "./limiter.ts";
export { RoomSensors } from "./measured.ts";
export { voteMigrations } from "./migrations.ts";
export { commentKeeper } from "./moderated.ts";
export { type Pointed, pointedAt } from "./personal.ts";
export { chineseFont, type QrCode, qrCode } from "./posters.ts";
export { FEWEST_VOTES, type Released } from "./released.ts";
export { buildingRoomsPage, postersPage, type RoomSettingFault, roomsPage } from "./room-pages.ts";
export { forgetRooms, type RoomHeard, roomsHeard } from "./room-removal.ts";
export { RoomBook, randomCode, randomDigits, readCode, type VotingRoom } from "./rooms.ts";
export { comparable, type RoundAnswer, roundAnswers } from "./round-answers.ts";
export { chosenRooms, type RoundPageParts, roundPage, roundsPage, type SaidRound } from "./round-pages.ts";
export { type Round, RoundBook } from "./rounds.ts";
export { type Piece, styleSource, TAP_STYLE } from "./tap/frame.ts";
export { createInvitedPages } from "./tap/invited.ts";
export { createTapPages, languageOf, send, type TapParts } from "./tap/routes.ts";
export { nowhere } from "./tap/signpost.ts";
export { Teller } from "./telling.ts";
export { type Feeling, feelingOf } from "./wording.ts";
