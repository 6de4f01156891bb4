import type { ReactNode } from "react";
import type { Language } from "../../../web/language/index.ts";
import type { ExperimentId } from "../experiments.ts";
import { experimentText } from "../words.ts";

/** A small drawing of what is tried. It takes the page's colours, and is told in a sentence to whoever does not see it. */
export function ExperimentPicture({
  id,
  language,
}: {
  readonly id: ExperimentId;
  readonly language: Language;
}): ReactNode {
  const Parts = drawn[id];
  return (
    <svg
      className="school-picture"
      viewBox="0 0 240 150"
      role="img"
      aria-label={experimentText(language, id, "picture")}
    >
      <rect className="pic-ground" x="0" y="0" width="240" height="150" rx="6" />
      <Parts />
    </svg>
  );
}

const drawn: Readonly<Record<ExperimentId, () => ReactNode>> = {
  "one-degree": OneDegree,
  airing: Airing,
  "lights-out": LightsOut,
  "standby-hunt": StandbyHunt,
};

function OneDegree(): ReactNode {
  const marks = Array.from({ length: 8 }, (_, index) => 26 + index * 11);
  return (
    <>
      <path className="pic-line" d="M24 130V62L70 30l46 32v68Z" />
      <path className="pic-line pic-thin" d="M44 92h20v20H44ZM76 92h20v20H76Z" />
      <path className="pic-paper" d="M164 24a11 11 0 0 1 22 0v78a20 20 0 1 1-22 0Z" />
      <path className="pic-line" d="M164 24a11 11 0 0 1 22 0v78a20 20 0 1 1-22 0Z" />
      <circle className="pic-warm" cx="175" cy="118" r="13" />
      <rect className="pic-warm" x="170" y="59" width="10" height="54" />
      <path
        className="pic-line pic-thin"
        d={marks.map((y) => `M192 ${y}h${y === 48 || y === 59 ? 14 : 7}`).join("")}
      />
      <path className="pic-line pic-dash" d="M150 48h40" />
      <path className="pic-line" d="M216 46v14m-5-5 5 6 5-6" />
    </>
  );
}

function Airing(): ReactNode {
  return (
    <>
      <rect className="pic-paper" x="22" y="24" width="78" height="102" />
      <path className="pic-line" d="M22 24h78v102H22ZM61 24v102M22 75h78" />
      <path className="pic-line pic-thin" d="M61 24 72 18v102l-11 6" />
      <path className="pic-line pic-dash" d="M80 52c6-4 10 4 16 0M80 98c6-4 10 4 16 0" />
      <rect className="pic-cool" x="140" y="24" width="78" height="102" />
      <path className="pic-line" d="M140 24h78v102h-78Z" />
      <path className="pic-line" d="M140 24 120 12v126l20-12M218 24l18-12v126l-18-12" />
      <path
        className="pic-line"
        d="M150 58c16-11 26 11 42 0s18-2 22 2M146 82c16-11 26 11 42 0s20-3 26 2M150 106c16-11 26 11 42 0s18-2 22 2"
      />
    </>
  );
}

function LightsOut(): ReactNode {
  return (
    <>
      <rect className="pic-cool" x="154" y="34" width="66" height="70" />
      <path className="pic-line" d="M154 34h66v70h-66ZM187 34v70M154 69h66" />
      <circle className="pic-light" cx="203" cy="52" r="10" />
      <path className="pic-beam" d="M24 44h28l16 66H8Z" />
      <path className="pic-line" d="M38 0v26M84 0v26M130 0v26" />
      <path className="pic-light" d="M24 44a14 18 0 0 1 28 0Z" />
      <path
        className="pic-line"
        d="M24 44a14 18 0 0 1 28 0ZM70 44a14 18 0 0 1 28 0ZM116 44a14 18 0 0 1 28 0Z"
      />
      <path className="pic-line" d="M14 112h120M26 112v26M122 112v26" />
      <path className="pic-paper" d="M56 110V94h36v16Z" />
      <path className="pic-line pic-thin" d="M56 110V94h36v16M74 94v16" />
    </>
  );
}

function StandbyHunt(): ReactNode {
  return (
    <>
      <rect className="pic-night" x="0" y="0" width="240" height="150" rx="6" />
      <path className="pic-light" d="M196 20a22 22 0 1 0 18 34 26 26 0 0 1-18-34Z" />
      <path className="pic-star" d="M40 24h4M42 22v4M92 16h4M94 14v4M142 34h4M144 32v4M68 44h4M70 42v4" />
      <path className="pic-paper" d="M22 126V72l22-16 22 16 22-16 22 16v54Z" />
      <path
        className="pic-window"
        d="M34 84h14v14H34ZM60 84h14v14H60ZM86 84h14v14H86ZM34 106h14v20H34ZM86 106h14v14H86Z"
      />
      <rect className="pic-paper" x="194" y="92" width="34" height="40" rx="4" />
      <path className="pic-socket" d="M206 106v8M216 106v8" />
      <path className="pic-plug" d="M152 102h18v18h-18ZM170 107h8M170 115h8" />
      <path className="pic-cable" d="M152 111c-22 0-12 24-42 22" />
    </>
  );
}
