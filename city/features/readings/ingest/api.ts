import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import type { Language } from "../../../web/language/index.ts";
import type { StepMinutes } from "../intake/steps.ts";
import { readingMessages } from "../messages.ts";
import { type pointSchema, postReadings, putPoint, putRoomPoint } from "./api-routes.ts";
import { MOST_BYTES, readBody } from "./body.ts";
import type { IntakeDesk } from "./desk.ts";
import type { AnswerBook, GivenAnswer } from "./idempotency.ts";
import type { PointDirectory } from "./points.ts";
import { isInScope, type Source, type SourceRegister } from "./sources.ts";

/** A new point as the API is asked for it. */
export interface WantedPoint {
  readonly building: string;
  /** Null for what is measured for the whole building. */
  readonly room: string | null;
  readonly carrier: string;
  readonly kind: "cumulative" | "interval" | "instantaneous";
  readonly unit: string;
  readonly stepMinutes: StepMinutes;
  readonly registerWidth: number | null;
}

export interface ApiParts {
  readonly sources: SourceRegister;
  readonly desk: IntakeDesk;
  readonly points: PointDirectory;
  readonly answers: AnswerBook;
  readonly nowMs: () => number;
  readonly languageOf: (header: string | undefined) => Language;
  readonly definePoint: (
    point: WantedPoint,
  ) => Promise<{ ok: true; key: string } | { ok: false; code: "point-differs" | "point-not-possible" }>;
}

const REJECTIONS_ANSWERED = 100;
/** Beyond so many waiting rows a sender is asked to come back: memory is bounded, and nothing is lost. */
const MOST_WAITING = 1_500_000;
const MOST_READ_AT_ONCE = 4;

type Status = 400 | 401 | 403 | 409 | 413 | 415 | 422 | 500 | 503;

/** The way in for other systems: `POST /readings`, `PUT /points/…`, and the document that says so. */
export function createReadingApi(parts: ApiParts): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook(result, c) {
      if (result.success) return undefined;
      const field = result.error.issues[0]?.path.at(-1) ?? "";
      return failed(c, parts, 422, "point-not-possible", words(parts, c)(`api.field.${String(field)}`));
    },
  });
  api.onError((error, c) => {
    // A body that is no JSON is refused by being thrown, before any handler has seen it.
    if (error instanceof HTTPException && error.status < 500) return failed(c, parts, 400, "point-not-json");
    console.error(`${new Date(parts.nowMs()).toISOString()} ${c.req.method} ${c.req.path}`, error);
    return failed(c, parts, 500, "server-fault");
  });
  api.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  api.openAPIRegistry.registerPath(postReadings);

  let reading = 0;
  /** Since the node was started. */
  let requests = 0;
  api.post("/readings", async (c) => {
    const request = ++requests;
    const source = await sourceOf(c, parts.sources);
    if (source === undefined) return failed(c, parts, 401, "token-not-valid");
    const form = formOf(c.req.header("content-type"));
    const body = decoded(c.req.raw.body, c.req.header("content-encoding"));
    if (form === undefined || body === undefined) return failed(c, parts, 415, "content-type-not-read");
    if (Number(c.req.header("content-length") ?? 0) > MOST_BYTES)
      return failed(c, parts, 413, "body-too-large");
    if (reading >= MOST_READ_AT_ONCE || parts.desk.rowsWaiting > MOST_WAITING) {
      c.header("retry-after", "1");
      return failed(c, parts, 503, "too-busy");
    }
    reading++;
    try {
      const points = parts.points.book;
      const read = await readBody(body, form, { points, source, nowMs: parts.nowMs() });
      if (!read.ok) return failed(c, parts, read.code === "body-too-large" ? 413 : 400, read.code);
      const carryOut = async (): Promise<GivenAnswer> => {
        const receipt = await parts.desk.submit({
          source: source.name,
          origin: `#${request}`,
          columns: read.rows.columns(),
          rejections: read.rows.rejections,
        });
        const { deliveryId: delivery, ...counts } = receipt;
        const rejections = read.rows.rejections.slice(0, REJECTIONS_ANSWERED).map((rejection) => ({
          ...rejection,
          message: words(parts, c)(`reject.${rejection.code}`),
        }));
        return { status: 200, answer: JSON.stringify({ delivery, request, ...counts, rejections }) };
      };
      const key = c.req.header("idempotency-key");
      if (key === undefined || key === "") return answered(c, await carryOut());
      if (key.length > 200) return failed(c, parts, 422, "key-too-long");
      const outcome = await parts.answers.once(source.id, key, read.bodyHash, carryOut);
      if (outcome === "still-under-way") return failed(c, parts, 409, outcome);
      if (outcome === "key-used-otherwise") return failed(c, parts, 422, outcome);
      if (outcome.replayed) c.header("idempotency-replayed", "true");
      return answered(c, outcome);
    } finally {
      reading--;
    }
  });

  const define = async (
    c: Context,
    place: Pick<WantedPoint, "building" | "room" | "carrier">,
    { registerWidth = null, ...said }: z.infer<typeof pointSchema>,
  ) => {
    const source = await sourceOf(c, parts.sources);
    if (source === undefined) return failed(c, parts, 401, "token-not-valid");
    if (!isInScope(source, `${place.building}/`)) return failed(c, parts, 403, "point-not-in-scope");
    const made = await parts.definePoint({ ...place, registerWidth, ...said });
    if (!made.ok) return failed(c, parts, made.code === "point-differs" ? 409 : 422, made.code);
    return c.json({ point: made.key }, 200);
  };
  api.openapi(putPoint, (c) => define(c, { ...c.req.valid("param"), room: null }, c.req.valid("json")));
  api.openapi(putRoomPoint, (c) => define(c, c.req.valid("param"), c.req.valid("json")));

  api.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Husting: readings", version: "1" },
    servers: [{ url: "/api/v1" }],
  });
  api.all("*", (c) => c.json({ error: { code: "not-found", message: "" } }, 404));
  return api;
}

async function sourceOf(c: Context, sources: SourceRegister): Promise<Source | undefined> {
  const token = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  return token === undefined ? undefined : sources.withToken(token);
}

function formOf(contentType: string | undefined): "ndjson" | "json" | undefined {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-ndjson" || type === "application/ndjson") return "ndjson";
  return type === "application/json" ? "json" : undefined;
}

function decoded(
  body: ReadableStream<Uint8Array> | null,
  encoding: string | undefined,
): ReadableStream<Uint8Array> | null | undefined {
  if (encoding === undefined || encoding === "identity") return body;
  if (encoding !== "gzip") return undefined;
  return (
    body?.pipeThrough(new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>) ?? null
  );
}

function answered(c: Context, { status, answer }: GivenAnswer): Response {
  return c.body(answer, status as 200, { "content-type": "application/json" });
}

function words(parts: ApiParts, c: Context): (key: string) => string {
  const t = readingMessages.t(parts.languageOf(c.req.header("accept-language")));
  return (key) => (readingMessages.has(key) ? t(key) : "");
}

function failed<S extends Status>(c: Context, parts: ApiParts, status: S, code: string, detail?: string) {
  const message = [words(parts, c)(`api.${code}`), detail].filter(Boolean).join(" ");
  return c.json({ error: { code, message } }, status);
}
