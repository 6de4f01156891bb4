import { parseUnit } from "@husting/series";
import type { BuildingRegistry } from "../../buildings/index.ts";
import { CARRIERS, possibleRange } from "../intake/carriers.ts";
import type { KnownPoint, PointBook } from "./reading.ts";

/** The points readings can be sent to, kept in memory: thousands of messages a second look theirs up. */
export class PointDirectory {
  readonly #registry: BuildingRegistry;
  #book: PointBook = new Map();

  private constructor(registry: BuildingRegistry) {
    this.#registry = registry;
  }

  static async open(registry: BuildingRegistry): Promise<PointDirectory> {
    const directory = new PointDirectory(registry);
    await directory.refresh();
    return directory;
  }

  get book(): PointBook {
    return this.#book;
  }

  /** To be called when points were made or taken back. */
  async refresh(): Promise<void> {
    const book = new Map<string, KnownPoint>();
    for (const { id, key, kind, unit: symbol, ...point } of await this.#registry.points()) {
      const unit = parseUnit(symbol);
      const carrier = CARRIERS.find((known) => known === point.carrier);
      const range = unit === undefined || carrier === undefined ? null : possibleRange(carrier, kind, unit);
      book.set(key, { id, key, unit: symbol, range });
    }
    this.#book = book;
  }
}
