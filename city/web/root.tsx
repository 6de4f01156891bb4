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
import { htmlLanguage, languages } from "./language/index.ts";
import { shellMessages } from "./shell-messages.ts";

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
  const under = (to: string): NavigationItem["current"] =>
    path === to ? "page" : path.startsWith(`${to}/`) ? "section" : undefined;
  return (
    <html lang={htmlLanguage[language]} data-helping={shell.helping ? "yes" : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet} />
        {languages.map((other) => (
          <link key={other} rel="alternate" hrefLang={htmlLanguage[other]} href={`/${other}${path}`} />
        ))}
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
                {
                  href: address(""),
                  label: t("nav.buildings"),
                  current: path === "" ? "page" : path.startsWith("/buildings/") ? "section" : undefined,
                },
                { href: address("/measures"), label: t("nav.measures"), current: under("/measures") },
                {
                  href: address("/decisions"),
                  label: t("nav.decisions"),
                  current: under("/decisions") ?? (path === "/promises" ? "section" : undefined),
                },
                {
                  href: address("/proposals"),
                  label: t("nav.proposals"),
                  current: /^\/(propose|proposal-form|my-proposal)/.test(path)
                    ? "section"
                    : under("/proposals"),
                },
                {
                  href: address("/heard"),
                  label: t("nav.heard"),
                  current: path === "/about-you" ? "section" : under("/heard"),
                },
                {
                  href: address("/conversations"),
                  label: t("nav.conversations"),
                  current: path.startsWith("/conversation-results/") ? "section" : under("/conversations"),
                },
                {
                  href: address("/budgets"),
                  label: t("nav.budgets"),
                  current: /^\/(ballot|ballots|budget-result)\//.test(path) ? "section" : under("/budgets"),
                },
                {
                  href: address("/partner"),
                  label: t("nav.partner"),
                  current:
                    path === "/partner"
                      ? "page"
                      : /^\/(received|released)\//.test(path)
                        ? "section"
                        : undefined,
                },
                { href: address("/method"), label: t("nav.method"), current: under("/method") },
                { href: address("/carbon"), label: t("nav.carbon"), current: under("/carbon") },
                { href: address("/inventory"), label: t("nav.inventory"), current: under("/inventory") },
                { href: address("/log"), label: t("nav.log"), current: under("/log") },
                ...(shell.person === null
                  ? []
                  : [{ href: address("/staff"), label: t("nav.staff"), current: under("/staff") }]),
              ],
            },
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
                    text: t("session.signedInAs", { name: shell.person.email }),
                    href: address("/staff"),
                    signOutAction: address("/sign-out"),
                    signOutLabel: t("session.signOut"),
                  },
          }}
          footer={{
            claim: t("footer.claim"),
            label: t("footer.label"),
            links: [
              ...(shell.hasJson
                ? [
                    {
                      href: `/${language}${path}.json${search}`,
                      label: t("footer.json"),
                      type: "application/json",
                    },
                  ]
                : []),
            ],
            children: <p>{t("footer.licence")}</p>,
          }}
        >
          {children}
        </PageShell>
      </body>
    </html>
  );
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
