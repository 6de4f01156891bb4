import ky, { HTTPError, isHTTPError, isNetworkError, isTimeoutError } from "ky";
import pThrottle from "p-throttle";

/** Why a weather service gave nothing; `weather.fault.<code>` in the messages says it to people. */
export type WeatherFaultCode =
  | "no-answer"
  | "not-found"
  | "too-many-requests"
  | "refused"
  | "too-large"
  | "not-understood";

/** A weather service gave nothing that can be used. */
export class WeatherFault extends Error {
  readonly code: WeatherFaultCode;
  /** How long the service asked to be left alone; 0 where it said nothing. */
  readonly retryAfterMs: number;
  constructor(code: WeatherFaultCode, message: string, retryAfterMs = 0) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Asks weather services, politely: few requests a minute, tried again when they are busy, later when they say so. */
export interface WeatherClient {
  /** @throws WeatherFault */
  text(url: string): Promise<string>;
}

export interface ClientOptions {
  readonly requestsPerMinute: number;
  /** Wait before the first new try; each further one waits twice as long. */
  readonly firstDelayMs: number;
  readonly timeoutMs: number;
}

const usual: ClientOptions = { requestsPerMinute: 20, firstDelayMs: 1_000, timeoutMs: 60_000 };

/** The longest archive of SMHI is about 20 MB; what is far larger is no answer to what was asked. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Asked to wait longer than this, the request is given up and the next round comes later. */
const LONGEST_WAIT_MS = 60_000;

export function createWeatherClient(options: Partial<ClientOptions> = {}): WeatherClient {
  const { requestsPerMinute, firstDelayMs, timeoutMs } = { ...usual, ...options };
  const asking = ky.create({
    timeout: timeoutMs,
    headers: { "user-agent": "Husting (open source, one node per city)" },
    retry: {
      limit: 3,
      delay: (attempt) => firstDelayMs * 2 ** (attempt - 1),
      jitter: true,
      retryOnTimeout: true,
      shouldRetry: ({ error }) => (retryAfterMs(error) > LONGEST_WAIT_MS ? false : undefined),
    },
  });
  const throttled = pThrottle({ limit: requestsPerMinute, interval: 60_000 })(async (url: string) => {
    try {
      return await boundedText(await asking.get(url));
    } catch (error) {
      throw faultOf(error);
    }
  });
  return { text: throttled };
}

/** The body as text, given up on when it grows too large. */
async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new WeatherFault("too-large", `more than ${MOST_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function faultOf(error: unknown): WeatherFault {
  if (error instanceof WeatherFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (isHTTPError(error)) {
    const { status } = error.response;
    if (status === 404) return new WeatherFault("not-found", message);
    if (status === 429) return new WeatherFault("too-many-requests", message, retryAfterMs(error));
    return new WeatherFault(status >= 500 ? "no-answer" : "refused", message, retryAfterMs(error));
  }
  // A connection that breaks while the body comes is a plain TypeError.
  if (isTimeoutError(error) || isNetworkError(error) || error instanceof TypeError)
    return new WeatherFault("no-answer", message);
  throw error;
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function retryAfterMs(error: unknown): number {
  const said = error instanceof HTTPError ? error.response.headers.get("retry-after") : null;
  if (said === null) return 0;
  const seconds = Number(said);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(waitMs) && waitMs > 0 ? waitMs : 0;
}
