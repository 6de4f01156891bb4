export { type SharedPicture, sharedSvg } from "./picture.ts";
export { renderPng } from "./render.ts";
