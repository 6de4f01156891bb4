import { askRunningNode, type Failed } from "../node/control.ts";
import { DataDirectoryError, openDataDirectory } from "../node/data-directory.ts";
import { type CityNode, openNode } from "../node/node.ts";

type Path = "/grant" | "/source" | "/export" | "/remove" | "/explain" | "/backup" | "/verified";
type Body<P extends Path> = Parameters<typeof askRunningNode<P>>[2];
type Lines<P extends Path> = NonNullable<Awaited<ReturnType<typeof askRunningNode<P>>>>;
type Answer<P extends Path> = Exclude<Lines<P> extends AsyncIterable<infer Line> ? Line : never, Failed>;

/**
 * Has a city's node carry an order out: the one that runs on the directory, or the directory opened for it.
 * @throws DataDirectoryError when the directory is no city's, is in use, or the running node could not do it.
 */
export async function onNode<P extends Path>(
  data: string,
  path: P,
  order: Body<P>,
  carryOut: (node: CityNode, order: Body<P>) => Promise<Answer<P>>,
): Promise<Answer<P>> {
  const running = await askRunningNode(openDataDirectory(data).socket, path, order);
  if (running !== undefined) {
    for await (const line of running) if (!isFailed(line)) return line as Answer<P>;
    throw new DataDirectoryError("The running node could not do it; its console says why.");
  }
  const node = await openNode(data);
  try {
    return await carryOut(node, order);
  } finally {
    await node.close();
  }
}

function isFailed(line: object): line is Failed {
  return "type" in line && line.type === "failed";
}
