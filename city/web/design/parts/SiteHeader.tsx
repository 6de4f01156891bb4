import type { ReactNode } from "react";
import { htmlLanguage, type Language } from "../../language/language.ts";
import { Wordmark } from "./Wordmark.tsx";

export interface NavigationItem {
  readonly href: string;
  readonly label: string;
  /** `page`: this is the page shown. `section`: the page shown lies under it. */
  readonly current?: "page" | "section" | undefined;
}

export interface Menu {
  readonly label: string;
  readonly items: readonly NavigationItem[];
}

export interface LanguageLink {
  readonly language: Language;
  /** The same page in that language. */
  readonly href: string;
  /** The language's name in the language itself. */
  readonly label: string;
}

export type Session =
  | { readonly signedIn: false; readonly href: string; readonly label: string }
  | {
      readonly signedIn: true;
      /** What the person is called here: an address. */
      readonly name: string;
      /** "Signed in as Eva" */
      readonly text: string;
      /** The person's own page. */
      readonly href: string;
      /** Address that a POST form signs out at. */
      readonly signOutAction: string;
      readonly signOutLabel: string;
      /** Hidden fields of that form, such as where to return to. */
      readonly fields?: Readonly<Record<string, string>> | undefined;
    };

export interface SiteHeaderProps {
  readonly product: string;
  readonly city: string;
  readonly homeHref: string;
  readonly navigation: Menu;
  /** The pages that stand beside the one shown, under the same entry of the menu. */
  readonly beside?: Menu | undefined;
  readonly languages: {
    readonly label: string;
    readonly current: Language;
    readonly items: readonly LanguageLink[];
  };
  readonly session?: Session | undefined;
  /** Which of the two colours the band of gables takes, so that two cities side by side are told apart. */
  readonly tone?: "water" | "pomegranate" | undefined;
}

/**
 * The top of every page: whose house this is, where one can go, in which language, and as whom. Somebody signed in has more to
 * see there than goes on one line, so their menu has the line under it.
 */
export function SiteHeader({
  product,
  city,
  homeHref,
  navigation,
  beside,
  languages,
  session,
  tone = "water",
}: SiteHeaderProps): ReactNode {
  const menu = <MenuLine className="site-nav" menu={navigation} />;
  const wordmark = <Wordmark product={product} city={city} href={homeHref} />;
  return (
    <header className="site-header" data-tone={tone}>
      {session?.signedIn === true ? (
        <div className="site-header-row is-signed-in">
          {wordmark}
          <a className="session-name" href={session.href} aria-label={session.text}>
            <BrokenAddress name={session.name} />
          </a>
          <div className="site-header-tools">
            <Languages languages={languages} />
            <SignOut session={session} />
          </div>
          {menu}
        </div>
      ) : (
        <div className="site-header-row">
          {wordmark}
          {menu}
          <div className="site-header-tools">
            <Languages languages={languages} />
            {session === undefined ? null : (
              <a className="session-link" href={session.href}>
                {session.label}
              </a>
            )}
          </div>
        </div>
      )}
      {beside === undefined ? null : (
        <div className="site-beside-row">
          <MenuLine className="site-nav site-beside" menu={beside} />
        </div>
      )}
    </header>
  );
}

function Languages({ languages }: Pick<SiteHeaderProps, "languages">): ReactNode {
  return (
    <nav aria-label={languages.label}>
      <ul className="language-list">
        {languages.items.map((item) => (
          <li key={item.language}>
            <a
              href={item.href}
              lang={htmlLanguage[item.language]}
              hrefLang={htmlLanguage[item.language]}
              rel="alternate"
              aria-current={item.language === languages.current ? "true" : undefined}
            >
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MenuLine({ className, menu }: { readonly className: string; readonly menu: Menu }): ReactNode {
  return (
    <nav className={className} aria-label={menu.label}>
      <ul className="site-nav-list">
        {menu.items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current === "section" ? "true" : item.current}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** An address goes on two lines where it has to: after its @. */
function BrokenAddress({ name }: { readonly name: string }): ReactNode {
  const at = name.indexOf("@") + 1;
  return (
    <span>
      {name.slice(0, at)}
      <wbr />
      {name.slice(at)}
    </span>
  );
}

function SignOut({ session }: { readonly session: Extract<Session, { signedIn: true }> }): ReactNode {
  return (
    <form method="post" action={session.signOutAction}>
      {Object.entries(session.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="session-link">
        {session.signOutLabel}
      </button>
    </form>
  );
}
