import type { RouteKey } from "../features/people/index.ts";
import {
  MOST_PICTURE_BYTES,
  mayPublish,
  readPicture,
  readSettings,
  readWork,
  type SaidSettings,
  type SaidWork,
  type StaffParts,
  screenPage,
  screensPage,
  workPage,
  worksPage,
} from "../features/screens/index.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** Pages of those who look after screens, and of those who bring children's works to them. */
export const screenPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/staff/screens": ({ node }) => screensPage(staffParts(node)),
  "GET /:lang/staff/screens/:id": ({ node, last }) => screenPage(staffParts(node), idNumber(last)),
  "GET /:lang/staff/works": ({ node }) => worksPage(node.screens),
  "GET /:lang/staff/works/:id": ({ node, last, person }) => workPage(node.screens, idNumber(last), person),
};

export const screenActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/staff/screens": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = saidSettings(form);
    const again = async (fault: Parameters<typeof screensPage>[2]) =>
      ({ kind: "again", data: await screensPage(staffParts(node), said, fault) }) as const;
    const building = await node.registry.building(said.building);
    if (building === undefined) return again({ field: "building", code: "building-unknown" });
    const read = readSettings(said);
    if (!read.ok) return again(read.fault);
    const { id } = await node.screens.screens.make(building, read.settings, person);
    return { kind: "go", to: `/${language}/staff/screens/${id}?done=made` };
  },
  "POST /:lang/staff/screens/:id": async ({ node, language, person, last }, form) => {
    const { screens } = node.screens;
    const screen = await screens.find(idNumber(last));
    if (screen === undefined || person === null) return undefined;
    if (text(form, "do") === "remove") {
      await screens.remove(screen, person);
      return { kind: "go", to: `/${language}/staff/screens?done=removed` };
    }
    const said = { ...saidSettings(form), building: screen.building.slug };
    const read = readSettings(said);
    if (!read.ok) {
      const data = await screenPage(staffParts(node), screen.id, said, read.fault);
      return data && { kind: "again", data };
    }
    await screens.set(screen, read.settings, person);
    return { kind: "go", to: `/${language}/staff/screens/${screen.id}?done=saved` };
  },
  "POST /:lang/staff/works": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = saidWork(form);
    const read = readWork(said);
    if (!read.ok) return { kind: "again", data: await worksPage(node.screens, said, read.fault) };
    const file = form.get("picture");
    if (read.work.kind === "poem") {
      const id = await node.screens.works.submit(read.work, null, person);
      return { kind: "go", to: `/${language}/staff/works/${id}?done=brought` };
    }
    const isFile = file instanceof File;
    const picture =
      isFile && file.size > MOST_PICTURE_BYTES
        ? ({ ok: false, fault: "file-too-large" } as const)
        : await readPicture(isFile ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(0));
    if (!picture.ok) return { kind: "again", data: await worksPage(node.screens, said, null, picture.fault) };
    const id = await node.screens.works.submit(read.work, picture.picture, person);
    return { kind: "go", to: `/${language}/staff/works/${id}?done=brought` };
  },
  "POST /:lang/staff/works/:id": async ({ node, language, person, last }, form) => {
    const id = idNumber(last);
    const { works } = node.screens;
    if (person === null || (await works.find(id)) === undefined) return undefined;
    if (text(form, "do") === "take-back") {
      await works.takeBack(id, person);
      return { kind: "go", to: `/${language}/staff/works/${id}?done=taken-back` };
    }
    const hanging = {
      // More than a city has, and fewer than a statement may name.
      screenIds: [
        ...new Set(form.getAll("screen").flatMap((one) => (typeof one === "string" ? [idNumber(one)] : []))),
      ].slice(0, 1000),
      from: text(form, "from"),
      until: text(form, "until"),
    };
    const isMoved = text(form, "do") === "move";
    const fault = mayPublish(person)
      ? await (isMoved ? works.move(id, hanging, person) : works.publish(id, hanging, person))
      : "not-allowed";
    if (fault === null)
      return { kind: "go", to: `/${language}/staff/works/${id}?done=${isMoved ? "moved" : "published"}` };
    const data = await workPage(node.screens, id, person, hanging, fault);
    return data && { kind: "again", data };
  },
};

function staffParts({ screens, registry, quality, nowMs }: CityNode): StaffParts {
  return { ...screens, registry, baseUrl: quality.baseUrl, nowMs };
}

function saidSettings(form: FormData): SaidSettings {
  return {
    building: text(form, "building"),
    place: text(form, "place"),
    languages: text(form, "languages"),
    pages: form.getAll("page").filter((page) => typeof page === "string"),
    look: text(form, "look"),
    seconds: text(form, "seconds"),
    nightFrom: text(form, "nightFrom"),
    nightTo: text(form, "nightTo"),
  };
}

function saidWork(form: FormData): SaidWork {
  return {
    kind: text(form, "kind"),
    language: text(form, "language"),
    age: text(form, "age"),
    title: text(form, "title"),
    body: text(form, "body"),
    alternative: text(form, "alternative"),
    agreed: text(form, "agreed"),
    nameless: text(form, "nameless"),
  };
}
