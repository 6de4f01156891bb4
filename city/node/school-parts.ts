import { ClassAnswers, ClassBook, type SchoolParts } from "../features/schools/index.ts";
import { ClientLimiter } from "../features/votes/index.ts";

/** In so long the codes are counted that one client tried in vain. */
const WINDOW_MS = 600_000;

/** Classes, their predictions and what buildings answered. */
export interface NodeSchools extends SchoolParts {
  /** Codes tried in vain. */
  readonly tried: ClientLimiter;
  /** Puts on record what has begun, and asks the buildings whose days are in. @returns how many answers are new. */
  carryOut(): Promise<number>;
}

export function schoolParts(
  parts: Omit<ConstructorParameters<typeof ClassAnswers>[0], "classes"> & { readonly baseUrl: string },
): NodeSchools {
  const { civic, registry, baseUrl, nowMs } = parts;
  const classes = new ClassBook(parts);
  const answers = new ClassAnswers({ ...parts, classes });
  let carried: Promise<number> = Promise.resolve(0);
  return {
    ...{ civic, registry, classes, answers, baseUrl },
    tried: new ClientLimiter(nowMs, WINDOW_MS),
    carryOut() {
      const due = async (): Promise<number> => {
        await classes.beginDue();
        return answers.answerDue();
      };
      // One at a time: two would find the same class due.
      const next = carried.then(due, due);
      carried = next;
      return next;
    },
  };
}
