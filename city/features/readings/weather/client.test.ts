import { pipeline, Readable } from "node:stream";
import { afterEach, expect, it, vi } from "vitest";
import { createWeatherClient, WeatherFault } from "./client.ts";
import { type StandIn, standIn } from "./services.fixtures.ts";

let service: StandIn | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const client = () => createWeatherClient({ firstDelayMs: 1, requestsPerMinute: 1000, timeoutMs: 300 });

async function faultOf(url: string): Promise<WeatherFault> {
  const error = await client()
    .text(url)
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(WeatherFault);
  return error as WeatherFault;
}

it("asks again when the service is busy, and gives what it then says", async () => {
  service = await standIn((_, response) => {
    response.statusCode = service!.asked.length < 3 ? 503 : 200;
    response.end("warm");
  });
  expect(await client().text(service.url)).toBe("warm");
  expect(service.asked).toHaveLength(3);
});

it("waits as long as the service asks for", async () => {
  const at: number[] = [];
  service = await standIn((_, response) => {
    at.push(performance.now());
    if (at.length === 1) response.writeHead(429, { "retry-after": "1" });
    response.end("warm");
  });
  expect(await client().text(service.url)).toBe("warm");
  expect(at[1]! - at[0]!).toBeGreaterThan(950);
});

it("gives up at once when the service asks for an hour, and says so", async () => {
  service = await standIn((_, response) => response.writeHead(429, { "retry-after": "3600" }).end());
  expect(await faultOf(service.url)).toMatchObject({ code: "too-many-requests", retryAfterMs: 3_600_000 });
  expect(service.asked).toHaveLength(1);
});

it("tells what is not there from what did not answer", async () => {
  service = await standIn((path, response) => {
    if (path === "/refused") response.writeHead(403).end();
    else if (path === "/hangs") return;
    else if (path === "/breaks")
      response.writeHead(200, { "content-length": "100" }).write("half", () => response.destroy());
    else if (path === "/broken") response.writeHead(500).end();
    else response.writeHead(404).end();
  });
  expect((await faultOf(`${service.url}/nothing`)).code).toBe("not-found");
  expect((await faultOf(`${service.url}/refused`)).code).toBe("refused");
  expect((await faultOf(`${service.url}/broken`)).code).toBe("no-answer");
  expect((await faultOf(`${service.url}/breaks`)).code).toBe("no-answer");
  expect((await faultOf(`${service.url}/hangs`)).code).toBe("no-answer");
  expect((await faultOf("http://127.0.0.1:1/")).code).toBe("no-answer");
});

it("reads no answer without end", async () => {
  const endless = new Readable({
    read() {
      this.push(Buffer.alloc(1024 * 1024, 32));
    },
  });
  // Ends with the connection, as a hand-written loop over `write` would not.
  service = await standIn((_, response) => pipeline(endless, response, () => undefined));
  const patient = createWeatherClient({ firstDelayMs: 1, timeoutMs: 60_000 });
  await expect(patient.text(service.url)).rejects.toMatchObject({ code: "too-large" });
});

it("asks no more than so often a minute", async () => {
  service = await standIn((_, response) => response.end("warm"));
  const slow = createWeatherClient({ requestsPerMinute: 2 });
  const { url } = service;
  for (const path of [1, 2, 3]) void slow.text(`${url}/${path}`).catch(() => undefined);
  await vi.waitFor(() => expect(service!.asked).toHaveLength(2));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(service.asked).toHaveLength(2);
});
