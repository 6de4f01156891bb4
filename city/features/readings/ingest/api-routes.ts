import { createRoute, z } from "@hono/zod-openapi";
import { CARRIERS, READING_KINDS } from "../intake/carriers.ts";
import { STEP_MINUTES } from "../intake/steps.ts";

/** The API as its OpenAPI document says it. The readings' own fields are checked one by one in `reading.ts`. */

const readingSchema = z
  .object({
    point: z.string().openapi({ description: "Key of the metering point", example: "town-hall/electricity" }),
    time: z.string().openapi({
      description:
        "ISO 8601 with its UTC offset: the start of the interval, or the instant the register or the state was read",
      example: "2026-11-24T10:00:00+01:00",
    }),
    value: z.union([z.number(), z.string()]).openapi({
      description: "In the point's unit. As text, a register keeps the decimals it was read with",
      example: "10482.30",
    }),
    unit: z.string().optional().openapi({ description: "Where given, it must be the point's unit" }),
    quality: z.int().optional().openapi({ description: "ESPI quality of reading; 0, valid, where left out" }),
  })
  .openapi("Reading");

const rejectionSchema = z
  .object({
    row: z.int().openapi({ description: "Line, or place in the array, counted from 1" }),
    column: z.string(),
    found: z.string(),
    code: z.string(),
    message: z.string(),
  })
  .openapi("Rejection");

const receiptSchema = z
  .object({
    delivery: z.int().openapi({ description: "Number under which the readings stand on the imports page" }),
    request: z.int().openapi({
      description:
        "Number under which, with the time, this request's rejected readings stand there; counted from the node's start",
    }),
    added: z.int(),
    corrected: z.int().openapi({ description: "Differed from what was known and became a later version" }),
    repeated: z.int().openapi({ description: "Said what was known already" }),
    rejected: z.int(),
    rejections: z.array(rejectionSchema).openapi({ description: "The first hundred" }),
  })
  .openapi("Receipt");

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Error");

const problem = (description: string) => ({
  description,
  content: { "application/json": { schema: errorSchema } },
});

export const postReadings = createRoute({
  method: "post",
  path: "/readings",
  summary: "Send readings",
  description:
    "Answered when every accepted reading is durable. A bad reading is rejected by row; the others are taken. " +
    "Sending readings again changes nothing. At most 64 MiB after decompression.",
  security: [{ token: [] }],
  request: {
    headers: z.object({
      "idempotency-key": z.string().max(200).optional().openapi({
        description: "The same key with the same body gets the first answer again, for a week",
      }),
    }),
    body: {
      content: {
        "application/x-ndjson": { schema: readingSchema },
        "application/json": { schema: z.array(readingSchema) },
      },
    },
  },
  responses: {
    200: { description: "Taken", content: { "application/json": { schema: receiptSchema } } },
    400: problem("The body could not be read"),
    401: problem("No valid token"),
    409: problem("A request with this Idempotency-Key is under way"),
    413: problem("The body is too large"),
    415: problem("Another content type or encoding"),
    422: problem("The Idempotency-Key was used with another body"),
    503: problem("More is waiting than can be written; try again after Retry-After seconds"),
  },
});

export const pointSchema = z
  .object({
    kind: z.enum(READING_KINDS),
    unit: z.string().openapi({ example: "kWh" }),
    stepMinutes: z.literal([...STEP_MINUTES]),
    registerWidth: z.int().min(3).max(15).nullable().optional().openapi({
      description: "Digits before the decimal point after which a register starts at zero again",
    }),
  })
  .openapi("Point");

const definition = {
  method: "put" as const,
  security: [{ token: [] as string[] }],
  responses: {
    200: {
      description: "The point stands",
      content: { "application/json": { schema: z.object({ point: z.string() }) } },
    },
    400: problem("The body is no JSON object"),
    401: problem("No valid token"),
    403: problem("The building is outside the token's scope"),
    409: problem("The point is known with another kind, unit or step"),
    422: problem("The point cannot be so"),
  },
} satisfies Omit<Parameters<typeof createRoute>[0], "path">;
const body = { content: { "application/json": { schema: pointSchema } } };

export const putPoint = createRoute({
  ...definition,
  path: "/points/{building}/{carrier}",
  summary: "Make a metering point of a building, so that readings can be sent to it",
  request: { params: z.object({ building: z.string(), carrier: z.enum(CARRIERS) }), body },
});

export const putRoomPoint = createRoute({
  ...definition,
  path: "/points/{building}/{room}/{carrier}",
  summary: "Make a metering point of a room",
  request: { params: z.object({ building: z.string(), room: z.string(), carrier: z.enum(CARRIERS) }), body },
});
