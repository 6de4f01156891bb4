import type { ReactNode } from "react";
import { DemoBanner, type DemoBannerProps } from "./DemoBanner.tsx";
import { HelpBand, type HelpBandProps } from "./HelpBand.tsx";
import { SiteFooter, type SiteFooterProps } from "./SiteFooter.tsx";
import { SiteHeader, type SiteHeaderProps } from "./SiteHeader.tsx";
import { SkipLink } from "./SkipLink.tsx";

export interface PageShellProps {
  readonly skipLabel: string;
  readonly header: SiteHeaderProps;
  readonly footer: SiteFooterProps;
  /** Given for every page of a city with simulated data. */
  readonly demo?: DemoBannerProps | undefined;
  /** Given while a member of staff helps somebody here. */
  readonly help?: HelpBandProps | undefined;
  readonly children: ReactNode;
}

/** Everything inside `<body>`, in the order in which it is read aloud. */
export function PageShell({ skipLabel, header, footer, demo, help, children }: PageShellProps): ReactNode {
  return (
    <>
      <SkipLink label={skipLabel} />
      {help === undefined ? null : <HelpBand {...help} />}
      {demo === undefined ? null : <DemoBanner {...demo} />}
      <SiteHeader {...header} />
      <main id="content" className="site-main" tabIndex={-1}>
        {children}
      </main>
      <SiteFooter {...footer} />
    </>
  );
}
