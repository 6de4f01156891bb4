import { renderToString } from "react-dom/server";
import { type EntryContext, ServerRouter } from "react-router";

export { pageContext } from "./context.ts";

/** Pages are plain documents: rendered in one go, with no client code to wake up. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Response {
  const body = renderToString(<ServerRouter context={context} url={request.url} />);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!DOCTYPE html>${body}`, { status, headers });
}

/** A failed page is shown by the server with its reference; nothing of it reaches the reader. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (!request.signal.aborted) console.error(error);
}
