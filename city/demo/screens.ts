import { localDate } from "@husting/series";
import sharp from "sharp";
import { readPicture } from "../features/screens/index.ts";
import type { CityNode } from "../node/node.ts";
import { catOnTheRadiator, classroomInJerseys, houseByTheRiver, kiteOverTwoRivers } from "./drawings.ts";

interface SimulatedWork {
  readonly age: "preschool" | "school-younger" | "school-older" | "upper-secondary";
  readonly language: "sv" | "zh" | "en";
  readonly title: string;
  /** A poem, or a drawing with what it shows. */
  readonly body?: string;
  readonly drawing?: string;
  readonly shows?: string;
}

interface SimulatedScreen {
  readonly building: string;
  readonly place: string;
  readonly languages: readonly ("sv" | "zh" | "en")[];
  readonly works: readonly SimulatedWork[];
}

const simulatedScreens: Readonly<Record<string, SimulatedScreen>> = {
  umea: {
    building: "algkronan-skola",
    place: "Huvudentrén",
    languages: ["sv", "zh", "en"],
    works: [
      {
        ...{ age: "school-younger", language: "sv", title: "Vårt hus vid älven", drawing: houseByTheRiver },
        shows:
          "Ett rött hus vid en älv. Ur skorstenen kommer rök som ett hjärta, och två tranor flyger över taket.",
      },
      {
        ...{ age: "school-older", language: "sv", title: "Februari" },
        body: "Snön trycker näsan mot rutan.\nInne tickar elementet sakta.\nVi vred ner det ett enda steg.\nIngen frös.\nMen mössorna på hyllan\nsåg lite förvånade ut.",
      },
      {
        ...{ age: "preschool", language: "sv", title: "Katten vet bäst", drawing: catOnTheRadiator },
        shows: "En brun katt ligger på ett element under ett fönster. Utanför snöar det i mörkret.",
      },
      {
        ...{ age: "upper-secondary", language: "en", title: "Ventilation" },
        body: "The school breathes out at night.\nIn the morning it breathes us in,\nwith our wet shoes\nand our unfinished sentences.",
      },
    ],
  },
  chanba: {
    building: "bailuyao-primary",
    place: "一楼大厅",
    languages: ["zh", "en", "sv"],
    works: [
      {
        ...{ age: "school-younger", language: "zh", title: "两河上的风筝", drawing: kiteOverTwoRivers },
        shows: "一座四层的塔，一只红色的风筝飞在两条河的上空，天上有太阳。",
      },
      {
        ...{ age: "school-older", language: "zh", title: "暖气来了" },
        body: "十一月十五日的早晨，\n管子里有小溪的声音。\n妈妈说：听，\n冬天在敲门，\n暖气先开了。",
      },
      {
        ...{ age: "school-younger", language: "zh", title: "穿毛衣的教室", drawing: classroomInJerseys },
        shows: "教室里三个孩子穿着毛衣，红的、蓝的、黄的，笑着站在窗边，窗外下着雪。",
      },
      {
        ...{ age: "upper-secondary", language: "en", title: "Two rivers" },
        body: "Chan and Ba do not ask\nwhich of them is warmer.\nThey meet below the willows\nand go on as one.",
      },
    ],
  },
};

const DAYS_SHOWN = 120;

/** One screen in each simulated city, with pictures and poems that were made for it; the house's own pages need nothing made. */
export async function simulateScreens(node: CityNode): Promise<void> {
  const planned = simulatedScreens[node.city.id];
  const { screens, works } = node.screens;
  if (planned === undefined || (await screens.all()).length > 0) return;
  const buildings = await node.registry.buildings();
  const building =
    buildings.find(({ slug }) => slug === planned.building) ??
    buildings.find(({ use }) => use === "school") ??
    buildings[0];
  if (building === undefined) return;
  const { id } = await screens.make(
    building,
    {
      ...{ place: planned.place, languages: planned.languages, look: "device", seconds: 15 },
      pages: ["energy", "rooms", "people", "measure", "act", "works"],
      // Whoever comes to look at a demo may come at any hour.
      night: null,
    },
    null,
  );
  const from = localDate(node.city.zone, node.nowMs());
  const until = localDate(node.city.zone, node.nowMs() + DAYS_SHOWN * 86_400_000);
  for (const work of planned.works) {
    const { age, language, title, body = null, drawing, shows = null } = work;
    const picture = drawing === undefined ? null : await readPicture(await painted(drawing));
    if (picture !== null && !picture.ok)
      throw new Error(`the drawing ${title} was refused: ${picture.fault}`);
    const workId = await works.submit(
      { kind: drawing === undefined ? "poem" : "picture", language, age, title, body, alternative: shows },
      picture === null ? null : picture.picture,
      null,
    );
    await works.publish(workId, { screenIds: [id], from, until }, null);
  }
}

/** A drawing as a photograph of it would come. */
async function painted(svg: string): Promise<Uint8Array> {
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}
