import { expect, it } from "vitest";
import { migrations } from "./migrations.ts";

/** Steps that directories out there have taken, in the order they took them. New ones are added when they are published. */
const taken = [
  "001-buildings-rooms-points",
  "002-measures",
  "003-results",
  "004-log",
  "005-people",
  "006-sources",
  "007-payload-mappings",
  "008-declared-meters",
  "009-published-figures",
  "010-answers-by-age",
  "011-weather-stations",
  "012-measured-hours",
  "013-alarms",
  "013-dirty-ranges",
  "014-measure-lives",
  "020-comfort-votes",
  "020-names-of-sources-again",
  "021-codes-of-households",
  "021-room-use",
  "022-climate-results",
  "023-verdicts",
  "024-carbon-claims",
  "025-years-of-points",
  "026-inventory-facts",
  "027-exchange",
  "028-proposals",
  "029-decisions",
];

it("a directory made by any earlier version opens: no step is put before one that was taken, and none is gone", () => {
  expect(Object.keys(migrations).sort().slice(0, taken.length)).toEqual(taken);
});
