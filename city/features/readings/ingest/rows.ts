import type { MixedColumns, Rejection } from "../../../stores/readings/contract.ts";
import type { Reading } from "./desk.ts";

/** Grows columns a reading at a time; one allocation for each doubling. */
export class RowBuilder {
  #count = 0;
  #pointId = new Int32Array(64);
  #atMs = new Float64Array(64);
  #mantissa = new Float64Array(64);
  #decimals = new Uint8Array(64);
  #quality = new Uint8Array(64);
  #row = new Float64Array(64);
  readonly rejections: Rejection[] = [];

  add(reading: Reading, row: number): void {
    if (this.#count === this.#atMs.length) this.#grow();
    const i = this.#count++;
    this.#pointId[i] = reading.pointId;
    this.#atMs[i] = reading.atMs;
    this.#mantissa[i] = reading.mantissa;
    this.#decimals[i] = reading.decimals;
    this.#quality[i] = reading.quality;
    this.#row[i] = row;
  }

  columns(): MixedColumns {
    return {
      pointId: this.#pointId.subarray(0, this.#count),
      atMs: this.#atMs.subarray(0, this.#count),
      mantissa: this.#mantissa.subarray(0, this.#count),
      decimals: this.#decimals.subarray(0, this.#count),
      quality: this.#quality.subarray(0, this.#count),
      row: this.#row.subarray(0, this.#count),
    };
  }

  #grow(): void {
    const size = this.#atMs.length * 2;
    const grown = <Column extends Int32Array | Float64Array | Uint8Array>(
      column: Column,
      into: Column,
    ): Column => {
      into.set(column);
      return into;
    };
    this.#pointId = grown(this.#pointId, new Int32Array(size));
    this.#atMs = grown(this.#atMs, new Float64Array(size));
    this.#mantissa = grown(this.#mantissa, new Float64Array(size));
    this.#decimals = grown(this.#decimals, new Uint8Array(size));
    this.#quality = grown(this.#quality, new Uint8Array(size));
    this.#row = grown(this.#row, new Float64Array(size));
  }
}
