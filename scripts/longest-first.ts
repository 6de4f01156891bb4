import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Test files that take minutes, longest first. vitest goes by a file's size until it has timed it, so that on a fresh
 * clone the shortest file, which opens every page, would begin last and be waited for alone.
 */
const LONG = [
  "e2e/pages-axe",
  "e2e/cli-import",
  "e2e/processes",
  "e2e/conversation-way",
  "e2e/pages-alone",
  "e2e/screens",
  "e2e/budget-whole-way",
  "e2e/whole-way-chinese",
  "e2e/whole-way-swedish",
  "e2e/schools",
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place === -1 ? LONG.length : place;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
