import { openBroker } from "../features/readings/index.ts";
import { messageIntake } from "../node/lines.ts";
import { openNode } from "../node/node.ts";
import { createServer, listen } from "../node/server.ts";

/** A serving node with a broker, to be killed by whoever started it: prints its two ports when both are open. */
const [, , directory = ""] = process.argv;
const node = await openNode(directory);
const server = await listen(await createServer(node), 0);
const broker = await openBroker({ host: "127.0.0.1", port: 0 }, node.sources, messageIntake(node));
console.log(JSON.stringify({ http: server.port, mqtt: broker.port }));
