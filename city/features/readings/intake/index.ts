/** What reads files of readings, for whoever reads them without a node: nothing of sources, senders or stations. */
export { guessLayout } from "../wizard.ts";
export { parseFile } from "./file.ts";
export { columnNamed, type MappingFault, parseMapping, separatorNamed } from "./mapping.ts";
export { UnreadableFile } from "./parser.ts";
