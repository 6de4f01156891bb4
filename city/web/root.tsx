import type { ReactNode } from "react";
import {
  isRouteErrorResponse,
  type LoaderFunctionArgs,
  Meta,
  Outlet,
  useRouteError,
  useRouteLoaderData,
} from "react-router";
import { type Failure, failureStatus, pageContext, type Shell } from "./context.ts";
import stylesheet from "./design/husting.css?url";
import { ErrorPage, LinkButton, type NavigationItem, PageShell } from "./design/index.ts";
import { htmlLanguage, intlLocale, languages } from "./language/index.ts";
import { shellMessages } from "./shell-messages.ts";
import { aboutThisSite, type MappedPage, sectionOf, siteMap, standing } from "./site-map.ts";

export function loader({ context }: LoaderFunctionArgs): Shell {
  return context.get(pageContext).shell;
}

/** The frame of every page. No script: what a page does it does with links and forms. */
export function Layout({ children }: { readonly children: ReactNode }): ReactNode {
  const shell = useRouteLoaderData<typeof loader>("root");
  if (shell === undefined) throw new Error("a page was drawn without its shell");
  const { language, path, search } = shell;
  const t = shellMessages.t(language);
  const address = (to: string): string => `/${language}${to}`;
  const here = sectionOf(path);
  const links = (pages: readonly MappedPage[]): NavigationItem[] =>
    pages.map((page) => ({
      href: address(page.path),
      label: t(page.label),
      current: standing(page, path),
    }));
  return (
    <html lang={htmlLanguage[language]} data-helping={shell.helping ? "yes" : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet} />
        {languages.map((other) => (
          <link
            key={other}
            rel="alternate"
            hrefLang={htmlLanguage[other]}
            href={`${shell.baseUrl}/${other}${path}${search}`}
          />
        ))}
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={`${t("product")} · ${shell.cityNames[language]}`} />
        <meta property="og:locale" content={intlLocale[language].replace(/-(?:Hans-)?/, "_")} />
        <meta property="og:image" content={`${shell.baseUrl}/share/${language}/${pictureOf(path)}`} />
        <meta property="og:image:width" content="1200" />
        <meta property="og:image:height" content="630" />
        <meta name="twitter:card" content="summary_large_image" />
        <Meta />
      </head>
      <body>
        <PageShell
          skipLabel={t("skip.content")}
          demo={shell.simulated ? { title: t("demo.title"), text: t("demo.text") } : undefined}
          help={
            shell.helping
              ? {
                  label: t("help.label"),
                  text: t("help.text"),
                  choices: { href: address("/help"), label: t("help.choices") },
                  end: { action: address("/help"), label: t("help.end") },
                }
              : undefined
          }
          header={{
            product: t("product"),
            city: shell.cityNames[language],
            homeHref: address(""),
            navigation: {
              label: t("nav.label"),
              items: [
                ...siteMap.map(({ label, pages }) => ({
                  href: address(pages[0].path),
                  label: t(label),
                  current: pages.map((page) => standing(page, path)).find((found) => found !== undefined),
                })),
                ...(shell.person === null
                  ? []
                  : [
                      {
                        href: address("/staff"),
                        label: t("nav.staff"),
                        current: standing({ path: "/staff", label: "nav.staff" }, path),
                      },
                    ]),
              ],
            },
            ...(here === undefined || here.pages.length === 1
              ? {}
              : {
                  beside: {
                    label: t("nav.beside", { section: t(here.label) }),
                    items: links(here.pages),
                  },
                }),
            languages: {
              label: t("language.label"),
              current: language,
              items: languages.map((other) => ({
                language: other,
                href: `/${other}${path}${search}`,
                label: t(`language.${other}`),
              })),
            },
            session: shell.helping
              ? undefined
              : shell.person === null
                ? { signedIn: false, href: address("/sign-in"), label: t("session.signIn") }
                : {
                    signedIn: true,
                    name: shell.person.email,
                    text: t("session.signedInAs", { name: shell.person.email }),
                    href: address("/account"),
                    signOutAction: address("/sign-out"),
                    signOutLabel: t("session.signOut"),
                  },
          }}
          footer={{
            claim: t("footer.claim"),
            label: t("footer.label"),
            groups: [
              ...siteMap
                .filter(({ pages }) => pages.length > 1)
                .map(({ label, pages }) => ({ title: t(label), links: links(pages) })),
              { title: t("footer.about"), links: links(aboutThisSite) },
            ],
            data: shell.hasJson
              ? {
                  href: `/${language}${path}.json${search}`,
                  label: t("footer.json"),
                  type: "application/json",
                }
              : undefined,
            children: <p>{t("footer.licence")}</p>,
          }}
        >
          {children}
        </PageShell>
      </body>
    </html>
  );
}

/** The picture that goes with a link to a page: a house's own, or the city's. */
function pictureOf(path: string): string {
  const house = /^\/buildings\/([a-z0-9-]+)$/.exec(path)?.[1];
  return house === undefined ? "city.png" : `house-${house}.png`;
}

export default function Page(): ReactNode {
  return <Outlet />;
}

export function ErrorBoundary(): ReactNode {
  const error = useRouteError();
  const shell = useRouteLoaderData<typeof loader>("root");
  const language = shell?.language ?? "en";
  const t = shellMessages.t(language);
  const failure = isRouteErrorResponse(error) ? failureOf(error) : "server";
  const key = `error.${failure}` as const;
  return (
    <>
      <title>{`${t(`${key}.title`)} · Husting`}</title>
      <ErrorPage
        status={failureStatus[failure]}
        title={t(`${key}.title`)}
        text={t(`${key}.text`)}
        todo={t(`${key}.todo`)}
        actions={<LinkButton href={`/${language}`}>{t("error.home")}</LinkButton>}
      />
    </>
  );
}

/** React Router's own 404 carries no failure of ours. */
function failureOf({ data, status }: { readonly data: unknown; readonly status: number }): Failure {
  if (typeof data === "object" && data !== null && "failure" in data) return data.failure as Failure;
  return status === 404 ? "notFound" : "server";
}
