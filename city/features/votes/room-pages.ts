import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import { saidUses, type UseOfRoom, usualUse } from "../climate/index.ts";
import type { Group } from "./groups.ts";
import { qrCode, roomAddress } from "./posters.ts";
import type { RoomBook, SettingFault, VotingRoom } from "./rooms.ts";

export interface RoomsPage {
  readonly buildings: readonly {
    readonly slug: string;
    readonly names: Names;
    readonly rooms: number;
    /** Rooms of which nobody has said how many use them. */
    readonly unsized: number;
  }[];
}

export interface RoomRow {
  readonly roomId: number;
  readonly names: Names;
  readonly code: string;
  readonly regularUsers: number | null;
  readonly zone: string | null;
  /** What it is for: as somebody has said, or as is usual for the building. */
  readonly use: UseOfRoom;
  readonly isUsual: boolean;
  /** With whom it is told; `isLargeEnough` says whether at all. */
  readonly told: Pick<Group, "kind" | "isLargeEnough">;
}

export type RoomSettingFault = SettingFault | "use-unknown";

export interface BuildingRoomsPage {
  readonly slug: string;
  readonly names: Names;
  readonly rooms: readonly RoomRow[];
  readonly fault: { readonly fault: RoomSettingFault; readonly roomId: number } | null;
}

export interface PostersPage {
  readonly slug: string;
  readonly names: Names;
  /** Where somebody types a code whose square cannot be read. */
  readonly typedAt: string;
  readonly posters: readonly {
    readonly code: string;
    readonly names: Names;
    readonly address: string;
    readonly qr: { readonly size: number; readonly path: string };
  }[];
}

export interface RoomPageParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly rooms: RoomBook;
}

export async function roomsPage({ rooms }: RoomPageParts): Promise<RoomsPage> {
  const of = Map.groupBy((await rooms.all()).values(), ({ building }) => building.slug);
  return {
    buildings: [...of.values()].map((own) => ({
      slug: own[0]!.building.slug,
      names: own[0]!.building.names,
      rooms: own.length,
      unsized: own.filter(({ regularUsers }) => regularUsers === null).length,
    })),
  };
}

export async function buildingRoomsPage(
  parts: RoomPageParts,
  slug: string,
  fault: BuildingRoomsPage["fault"] = null,
): Promise<BuildingRoomsPage | undefined> {
  const [found, said] = await Promise.all([roomsOf(parts, slug), saidUses(parts.civic)]);
  return (
    found && {
      slug,
      names: found.names,
      rooms: found.rooms.map(({ roomId, names, code, regularUsers, zone, group, building }) => ({
        roomId,
        names,
        code,
        regularUsers,
        zone,
        use: said.get(roomId) ?? usualUse(building.use),
        isUsual: !said.has(roomId),
        told: { kind: group.kind, isLargeEnough: group.isLargeEnough },
      })),
      fault,
    }
  );
}

export async function postersPage(
  parts: RoomPageParts,
  slug: string,
  baseUrl: string,
): Promise<PostersPage | undefined> {
  const found = await roomsOf(parts, slug);
  return (
    found && {
      slug,
      names: found.names,
      typedAt: `${baseUrl.replace(/^https?:\/\//, "")}/v`,
      posters: found.rooms.map((room) => {
        const address = roomAddress({ room, baseUrl });
        return { code: room.code, names: room.names, address, qr: qrCode(address) };
      }),
    }
  );
}

async function roomsOf(
  { registry, rooms }: RoomPageParts,
  slug: string,
): Promise<{ names: Names; rooms: VotingRoom[] } | undefined> {
  const building = await registry.building(slug);
  if (building === undefined) return undefined;
  const all = [...(await rooms.all()).values()];
  return { names: building.names, rooms: all.filter((room) => room.building.id === building.id) };
}
