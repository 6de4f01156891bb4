import type { AtBuilding } from "../proposals/index.ts";
import type { News } from "./news.ts";

/**
 * What became of a proposal. What a body's decision did to it the decision tells; what it became and took in, the measure and the other
 * proposal tell; what was hidden or masked in it is no news of a house.
 */
export function proposalNews({ id: proposal, language, titles, entries }: AtBuilding): News[] {
  const title = { language, texts: titles };
  const path = `/proposals/${proposal}`;
  return entries.flatMap(({ id, kind, state, role, atMs }): News[] => {
    const told = {
      id: `proposal/${proposal}/entry/${id}`,
      happenedAtMs: atMs,
      recordedAtMs: atMs,
      path: `${path}#entry-${id}`,
    };
    if (kind === "appeal") return [{ ...told, what: { kind, id: proposal, title } }];
    if (kind === "appeal-answer") {
      const answered = state === "declined" ? "appeal-rejected" : "appeal-upheld";
      return [{ ...told, what: { kind: answered, id: proposal, title } }];
    }
    const byDecision = role === "node" && (state === "accepted" || state === "declined");
    if (kind !== "state" || state === null || byDecision) return [];
    return [{ ...told, what: { kind: "proposal", state, id: proposal, title } }];
  });
}
