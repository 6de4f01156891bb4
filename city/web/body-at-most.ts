import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

/**
 * Refuses bodies that are too long. Where the length is stated (Node's parser holds a sender to it, RFC 9112 §6.3) the body is
 * not touched: Hono's own limit asks for its stream first, which makes a request several times dearer to read.
 */
export function bodyAtMost(
  maxBytes: number,
  onError: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  const counted = bodyLimit({ maxSize: maxBytes, onError });
  return async (c, next) => {
    const stated = c.req.header("content-length");
    if (stated === undefined || c.req.header("transfer-encoding") !== undefined) return counted(c, next);
    return Number(stated) > maxBytes ? onError(c) : next();
  };
}
