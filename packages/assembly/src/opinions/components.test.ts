import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leadingStatement, opinionComponents } from "./components.ts";
import { simulateConversation } from "./conversation.fixture.ts";
import { placesOf } from "./projection.ts";
import { type VoteColumns, type VoteTable, voteTable } from "./votes.ts";

function tableOf(participants: number, statements: number, columns: VoteColumns): VoteTable {
  const made = voteTable(participants, statements, columns);
  if (!made.ok) throw new Error(made.reason.code);
  return made.value;
}

const conversations = fc
  .record({
    seed: fc.nat(1_000_000),
    participants: fc.integer({ min: 4, max: 40 }),
    statements: fc.integer({ min: 3, max: 25 }),
    votesEach: fc.integer({ min: 2, max: 20 }),
    opinions: fc.integer({ min: 1, max: 4 }),
    noise: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ votesEach, ...given }) =>
    simulateConversation({ ...given, votes: votesEach * given.participants }),
  );

/** The centred matrix written out, and its covariance's eigenvalues by plain deflated power iteration. */
function dense(table: VoteTable): number[][] {
  const cells = Array.from({ length: table.participants }, () =>
    Array<number | undefined>(table.statements).fill(undefined),
  );
  for (let i = 0; i < table.participants; i++) {
    for (let at = table.start[i]!; at < table.start[i + 1]!; at++)
      cells[i]![table.statement[at]!] = table.vote[at]!;
  }
  return cells.map((row) =>
    row.map((cell, j) => {
      const column = cells.flatMap((other) => other[j] ?? []);
      const mean = column.reduce((sum, value) => sum + value, 0) / Math.max(1, column.length);
      return (cell ?? mean) - mean;
    }),
  );
}

/** CᵀC v − λ v, over λ₁. */
function residual(
  matrix: readonly (readonly number[])[],
  vector: Float64Array,
  value: number,
  largest: number,
): number {
  const image = new Float64Array(vector.length);
  for (const row of matrix) {
    const along = row.reduce((sum, cell, j) => sum + cell * vector[j]!, 0);
    row.forEach((cell, j) => {
      image[j]! += cell * along;
    });
  }
  return Math.hypot(...image.map((x, j) => x - value * vector[j]!)) / largest;
}

describe("opinion components", () => {
  it("are eigenvectors of the matrix written out, and no direction is stronger", () => {
    fc.assert(
      fc.property(
        conversations,
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 25, maxLength: 25 }),
        (sim, any) => {
          const table = tableOf(sim.participants, sim.statements, sim.columns);
          const matrix = dense(table);
          const { components, strengths, converged } = opinionComponents(table);
          expect(converged).toBe(true);
          if (strengths[0] < 1e-9) return;
          const [first, second] = components;
          expect(residual(matrix, first, strengths[0], strengths[0])).toBeLessThan(1e-8);
          expect(residual(matrix, second, strengths[1], strengths[0])).toBeLessThan(1e-8);
          // Any vector, with what lies along the first two taken off, has at most the third strength.
          const rest = Float64Array.from({ length: sim.statements }, (_, j) => any[j]!);
          for (const component of components) {
            const along = rest.reduce((sum, value, j) => sum + value * component[j]!, 0);
            rest.forEach((value, j) => {
              rest[j] = value - along * component[j]!;
            });
          }
          const length = Math.hypot(...rest);
          if (length < 1e-6) return;
          const squares = matrix.reduce(
            (sum, row) => sum + row.reduce((dot, cell, j) => dot + (cell * rest[j]!) / length, 0) ** 2,
            0,
          );
          expect(squares).toBeLessThanOrEqual(strengths[1] * (1 + 1e-6) + 1e-9);
        },
      ),
      { numRuns: 200 },
    );
  });

  /** Components are themselves only where the third direction is well apart. */
  const apart = ([first, second, third]: readonly number[]) =>
    second! > 1.05 * third! && first! > 1.05 * second!;
  const near = (left: Float64Array, right: Float64Array) =>
    Math.max(...left.map((x, j) => Math.abs(x - right[j]!)));

  it("do not know in which order participants and statements came", () => {
    fc.assert(
      fc.property(conversations, fc.nat(), (sim, turn) => {
        const { participants, statements, columns } = sim;
        const table = tableOf(participants, statements, columns);
        const found = opinionComponents(table);
        const who = (i: number) => (participants - 1 - i + turn) % participants;
        const what = (j: number) => (j * 1 + turn) % statements;
        const moved = opinionComponents(
          tableOf(participants, statements, {
            participant: Array.from(columns.participant, who),
            statement: Array.from(columns.statement, what),
            vote: columns.vote,
          }),
        );
        fc.pre(apart(found.strengths));
        const back = (vector: Float64Array) => vector.map((_, j) => vector[what(j)]!);
        for (const q of [0, 1] as const) {
          // A component whose entries cancel has either sign.
          fc.pre(Math.abs(found.components[q].reduce((sum, x) => sum + x, 0)) > 1e-6);
          expect(near(found.components[q], back(moved.components[q]))).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("stay as they are when everybody comes twice", () => {
    fc.assert(
      fc.property(conversations, (sim) => {
        const { participants, statements, columns } = sim;
        const once = opinionComponents(tableOf(participants, statements, columns));
        const again = (values: ArrayLike<number>, add: number) => [
          ...Array.from(values),
          ...Array.from(values, (value) => value + add),
        ];
        const twice = tableOf(2 * participants, statements, {
          participant: again(columns.participant, participants),
          statement: again(columns.statement, 0),
          vote: again(columns.vote, 0),
        });
        const doubled = opinionComponents(twice);
        const weighted = opinionComponents(tableOf(participants, statements, columns), {
          weights: new Float64Array(participants).fill(2),
        });
        fc.pre(apart(once.strengths));
        for (const q of [0, 1] as const) {
          fc.pre(Math.abs(once.components[q].reduce((sum, x) => sum + x, 0)) > 1e-6);
          expect(near(once.components[q], doubled.components[q])).toBeLessThan(1e-6);
          expect(near(once.components[q], weighted.components[q])).toBeLessThan(1e-6);
          expect(doubled.strengths[q]).toBeCloseTo(2 * once.strengths[q], 6);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("are zeros where votes do not differ, and one of them where they differ in one way only", () => {
    const alike = opinionComponents(
      tableOf(3, 2, { participant: [0, 1, 2], statement: [0, 0, 1], vote: [1, 1, -1] }),
    );
    expect(alike.strengths).toEqual([0, 0, 0]);
    expect([...alike.components[0], ...alike.components[1]]).toEqual([0, 0, 0, 0]);
    const oneWay = opinionComponents(
      tableOf(4, 2, {
        participant: [0, 0, 1, 1, 2, 2, 3, 3],
        statement: [0, 1, 0, 1, 0, 1, 0, 1],
        vote: [1, 1, 1, 1, -1, -1, -1, -1],
      }),
    );
    expect(oneWay.components[0][0]).toBeCloseTo(Math.SQRT1_2, 12);
    expect([...oneWay.components[1]]).toEqual([0, 0]);
  });

  it("follow how often a statement was seen where that differs much, and say so", () => {
    // All 200 vote on the first statement, and each on two of fifty others.
    const votes = Array.from({ length: 200 }, (_, i) => [
      [i, 0, i % 2 === 0 ? 1 : -1],
      [i, 1 + (i % 50), i % 3 === 0 ? 1 : -1],
      [i, 1 + ((i + 7) % 50), i % 5 < 2 ? 1 : -1],
    ]).flat();
    const column = (k: number) => votes.map((vote) => vote[k]!);
    const table = tableOf(200, 51, { participant: column(0), statement: column(1), vote: column(2) });
    const { statement, share } = leadingStatement(opinionComponents(table).components[0]);
    expect(statement).toBe(0);
    expect(share).toBeGreaterThan(0.9);
  });

  it("know nothing of what is hidden, and everyone passes it in the picture", () => {
    const sim = simulateConversation({
      seed: 3,
      participants: 30,
      statements: 12,
      votes: 240,
      opinions: 2,
      noise: 0.2,
    });
    const table = tableOf(30, 12, sim.columns);
    const hidden = new Uint8Array(12).fill(1, 4, 6);
    const found = opinionComponents(table, { hidden });
    for (const j of [4, 5]) {
      for (const values of [found.centre, ...found.components]) expect(Math.abs(values[j]!)).toBe(0);
    }
    const [shown, all] = [placesOf(table, found, hidden), placesOf(table, found, undefined)];
    // The two hidden statements count as votes of everybody, and 12 statements stay 12.
    const votesOf = (i: number, hides: boolean) =>
      table.statement.subarray(table.start[i], table.start[i + 1]).filter((j) => !hides || hidden[j] === 0)
        .length;
    for (let i = 0; i < 30; i++) {
      const expected = (all[2 * i]! * Math.sqrt(votesOf(i, false))) / Math.sqrt(votesOf(i, true) + 2);
      expect(shown[2 * i]).toBeCloseTo(expected, 9);
    }
  });
});
