import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { Qr } from "../../votes/pages/qr.tsx";
import { serviceDeskMessages } from "../messages.ts";
import type { Way } from "../print-pages.ts";

/** A paper of a demo city says so too. */
export function Simulated(): ReactNode {
  const { language, simulated } = useFrame();
  const shell = shellMessages.t(language);
  return simulated ? (
    <p className="paper-note">
      <strong>{shell("demo.title")}</strong> {shell("demo.text")}
    </p>
  ) : null;
}

/** The square, the address and the code of a paper, beside how to go on from it. */
export function PaperWay({
  way,
  title,
  ways,
}: {
  readonly way: Way;
  readonly title: string;
  /** One line for the web, one for the desk, one for paper. */
  readonly ways: readonly string[];
}): ReactNode {
  const { language } = useFrame();
  const t = serviceDeskMessages.t(language);
  return (
    <section className="paper-way">
      <div className="paper-way-square">
        <Qr code={way.qr} label={t("poster.qr", { address: way.address })} />
        <p className="paper-code">{way.code}</p>
      </div>
      <div>
        <h2>{title}</h2>
        <ul>
          {ways.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="paper-address">{way.address}</p>
      </div>
    </section>
  );
}
