import { Readable } from "node:stream";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyAtMost } from "./body-at-most.ts";

describe("how long a body may be", () => {
  let address = "";
  let server: ReturnType<typeof serve>;
  beforeAll(async () => {
    const app = new Hono();
    app.use(bodyAtMost(100, (c) => c.text("too long", 413)));
    app.post("/", async (c) => c.text(String((await c.req.text()).length)));
    address = await new Promise((done) => {
      server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
        done(`http://127.0.0.1:${port}/`),
      );
    });
  });
  afterAll(() => server.close());

  const send = async (body: BodyInit | null): Promise<string> => {
    const answer = await fetch(address, { method: "POST", body, ...{ duplex: "half" } });
    return `${answer.status} ${await answer.text()}`;
  };
  const inPieces = (bytes: number): BodyInit =>
    Readable.toWeb(
      Readable.from([Buffer.alloc(bytes / 2, "a"), Buffer.alloc(bytes / 2, "a")]),
    ) as unknown as BodyInit;

  it("takes what fits, with its length stated or in pieces, and nothing at all", async () => {
    expect(await send("a".repeat(100))).toBe("200 100");
    expect(await send(inPieces(100))).toBe("200 100");
    expect(await send(null)).toBe("200 0");
  });

  it("refuses what does not, with its length stated or in pieces", async () => {
    expect(await send("a".repeat(101))).toBe("413 too long");
    expect(await send(inPieces(102))).toBe("413 too long");
  });
});
