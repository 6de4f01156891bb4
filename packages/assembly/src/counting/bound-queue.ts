/** A binary heap of projects by lower bounds of their keys; a project stands in it once at most. */
export class BoundQueue {
  readonly #heap: Int32Array;
  readonly #keys: Float64Array;
  #size = 0;

  constructor(capacity: number) {
    this.#heap = new Int32Array(capacity);
    this.#keys = new Float64Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#size = 0;
  }

  /** The least bound, infinity when empty. */
  get least(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#keys[this.#heap[0]!]!;
  }

  push(project: number, key: number): void {
    const heap = this.#heap;
    const keys = this.#keys;
    keys[project] = key;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent]!;
      if (keys[above]! <= key) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = project;
  }

  /** Takes out the project with the least bound; the queue must not be empty. */
  pop(): number {
    const heap = this.#heap;
    const keys = this.#keys;
    const first = heap[0]!;
    const last = heap[--this.#size]!;
    const key = keys[last]!;
    const size = this.#size;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && keys[heap[child + 1]!]! < keys[heap[child]!]!) child++;
      if (keys[heap[child]!]! >= key) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
