import { existsSync } from "node:fs";
import { generateDemo } from "../demo/create.ts";
import { pairDemo } from "../demo/partnership.ts";
import { fetchDue } from "../features/exchange/index.ts";
import { watchReadings } from "../features/quality/index.ts";
import { fetchDueWeather } from "../features/readings/index.ts";
import { openControl } from "../node/control.ts";
import { DataDirectoryError } from "../node/data-directory.ts";
import { requireIdentitySecret } from "../node/identity-settings.ts";
import { openLines } from "../node/lines.ts";
import { OPEN_DAY_PATIENCE_MS, openNode } from "../node/node.ts";
import { cityProfiles, demoProfile, isKnownCity } from "../node/profile.ts";
import { Rounds } from "../node/rounds.ts";
import { createServer, listen } from "../node/server.ts";
import type { Command } from "./main.ts";
import { progressLine } from "./progress.ts";
import { readArguments, required, UsageError } from "./usage.ts";

export const command: Command = {
  summary: "run one city's node",
  usage: `husting serve --city ${Object.keys(cityProfiles).join("|")} --data DIR --port N [--demo [--demo-partner URL]]
  --data DIR   the city's data directory, made if it is new
  --demo       fill a new directory with a simulated city
  --demo-partner URL  pair it with the simulated city that answers there`,
  async run(args) {
    const { values } = readArguments(args, {
      city: { type: "string" },
      data: { type: "string" },
      port: { type: "string" },
      demo: { type: "boolean", default: false },
      "demo-partner": { type: "string" },
    });
    const data = required(values.data, "data");
    const port = Number(required(values.port, "port"));
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError(`--port ${values.port} is no port.`);
    const city = required(values.city, "city");
    if (!isKnownCity(city))
      throw new UsageError(`--city ${city} is not known; there are ${Object.keys(cityProfiles).join(", ")}.`);
    if (!existsSync(new URL("../build/server/index.js", import.meta.url))) {
      throw new UsageError("the pages are not built; npm start builds them.");
    }
    try {
      const node = await openNode(data, {
        baseUrl: `http://localhost:${port}`,
        profile: values.demo ? demoProfile(city) : cityProfiles[city],
      });
      requireIdentitySecret(node.directory);
      const progress = progressLine();
      const show = (what: string) => (done: number, of: number) =>
        progress.show(`${node.city.names.en}: ${what} ${done} of ${of}`, done / of);
      if (node.city.simulated) await generateDemo(node, show("simulating"));
      await node.recompute({ onProgress: show("computing"), onRooms: show("looking at the rooms of") });
      if (node.city.simulated) await node.judge();
      await node.schools.carryOut();
      progress.end();
      const server = await listen(await createServer(node), port);
      const control = await openControl(node);
      const lines = await openLines(node);
      let stopping = false;
      const rounds = (what: string, everyMs: number, work: () => Promise<unknown>): Rounds =>
        new Rounds(
          what,
          everyMs,
          () =>
            work().catch((error: unknown) => {
              node.upkeep.failed("jobs");
              throw error;
            }),
          node.upkeep.jobs,
        );
      const settling = rounds("putting readings in order", 600_000, async () => {
        while (!stopping && (await node.readings.settle()));
      });
      // What streams in brings itself up to date, but for the last hour of a stream that has fallen silent.
      const results = rounds("bringing results up to date", 600_000, async () => {
        await node.recompute({ patienceMs: OPEN_DAY_PATIENCE_MS });
        await node.judge();
      });
      const quality = rounds("watching the readings", 300_000, () => watchReadings(node.quality));
      const reminders = rounds("sending letters about decisions", 300_000, async () => {
        await node.sendDecisionMail();
        await node.faults.sendDue();
      });
      const weather = rounds("fetching weather", 60_000, () => fetchDueWeather(node.weather));
      const partners = rounds("asking partner cities", 5_000, () =>
        fetchDue(node.exchange, node.exchange.everyMs),
      );
      const retention = rounds("erasing by the retention rules", 60_000, async () => {
        await node.records.retention.carryOut();
        await node.closeGone();
      });
      const conversations = rounds("telling what is said in conversations", 600_000, async () => {
        await node.conversations.releases.tellClosed();
        await node.conversations.releases.tellDue();
      });
      // What could not be sent is tried again, and what was made ready before a crash goes out.
      const letters = rounds("telling of proposals", 60_000, async () => {
        node.proposals.teller.now();
        await node.proposals.teller.idle();
      });
      const houses = rounds("telling the news of houses", 600_000, () => node.houseNews.teller.tell());
      const heard = rounds("telling who was heard", 3_600_000, () => node.heard.releases.makeDue());
      const schools = rounds("asking buildings for their classes", 600_000, async () => {
        await node.schools.carryOut();
      });
      const other = values["demo-partner"];
      let isPaired = !node.city.simulated || other === undefined;
      const pairing = rounds("pairing the simulated cities", 3_000, async () => {
        if (!isPaired && other !== undefined) isPaired = await pairDemo(node, other);
      });
      console.log(`${node.city.names.en}: http://localhost:${server.port}`);
      if (lines.broker !== undefined) console.log(`${node.city.names.en}: MQTT on port ${lines.broker.port}`);
      await stopSignal();
      stopping = true;
      await server.close();
      await lines.close();
      await pairing.close();
      await heard.close();
      await houses.close();
      await schools.close();
      await letters.close();
      await retention.close();
      await conversations.close();
      await partners.close();
      await weather.close();
      await reminders.close();
      await quality.close();
      await results.close();
      await settling.close();
      await control.close();
      await node.close();
      return 0;
    } catch (error) {
      if (error instanceof DataDirectoryError) console.error(error.message);
      else if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
        console.error(`Port ${port} is taken by another program; choose another with --port.`);
      } else throw error;
      return 2;
    }
  },
};

/** Resolves when the process is asked to stop. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    // A parent that dies without a word takes its pipe along: a node must not outlive `npm start`.
    if (process.channel === undefined) return;
    process.once("disconnect", () => resolve());
    // Listening to the pipe must not keep the node alive once it has been told to stop.
    process.channel?.unref();
  });
}
