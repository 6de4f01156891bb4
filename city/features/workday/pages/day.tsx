import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, EmptyState, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { DayPage } from "../day-page.ts";
import { workdayMessages } from "../messages.ts";
import { ACCESS_KEYS, urgencies } from "../model.ts";
import { ActForm } from "./act-form.tsx";
import { ItemGroup, SetAside } from "./day-items.tsx";
import { DoneList, OUTCOME, undoAction } from "./done-list.tsx";

export function loader({ context }: LoaderFunctionArgs): DayPage {
  return pageData<DayPage>(context);
}

/** One inbox: readings, advice, complaints and reported texts, the most urgent first, several of them done at once. */
export default function Day(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { filter, items, more, acts, setAside, lately, justDone, attempt, undoFault } = page;
  const { language, address, search } = useFrame();
  const t = workdayMessages.t(language);
  const shell = shellMessages.t(language);
  const groups = urgencies
    .map((urgency) => ({ urgency, items: items.filter((item) => item.urgency === urgency) }))
    .filter((group) => group.items.length > 0);
  const wasUndone = new URLSearchParams(search).get("undone") === "yes";
  return (
    <>
      <title>{`${t("day.title")} · Husting`}</title>
      <PageHeading title={t("day.title")} lead={t("day.lead")} />
      {justDone === null ? null : (
        <Notice kind="success" role="status" word={shell("notice.success")} id={OUTCOME}>
          <form method="post" action={undoAction(address, filter)} className="done-now">
            <input type="hidden" name="act" value={justDone.id} />
            <p>{t(`done.${justDone.act}`, { count: justDone.items })}</p>
            <Button variant="secondary" name="do" value="undo" accessKey={ACCESS_KEYS.undo}>
              {t("undo")}
            </Button>
          </form>
        </Notice>
      )}
      {wasUndone ? (
        <Notice kind="success" role="status" word={shell("notice.success")} id={OUTCOME}>
          <p>{t("undone")}</p>
        </Notice>
      ) : null}
      {undoFault === null ? null : (
        <Notice kind="error" role="alert" word={shell("notice.error")} id={OUTCOME}>
          <p>{t(`undo-fault.${undoFault}`)}</p>
        </Notice>
      )}
      {attempt === null ? null : (
        <Notice kind="error" role="alert" word={shell("notice.error")} id={OUTCOME}>
          <p>
            <a href="#acts">{t(`fault.${attempt.fault}`)}</a>
          </p>
        </Notice>
      )}
      <Filter page={page} />
      <nav className="jump" aria-label={t("jump.label")}>
        {groups.map(({ urgency, items: own }) => (
          <KeyLink key={urgency} to={urgency} by={urgency}>
            {t("jump.urgency", { urgency: t(`urgency.${urgency}`), count: own.length })}
          </KeyLink>
        ))}
        {acts.length === 0 ? null : (
          <KeyLink to="acts" by="acts">
            {t("acts.title")}
          </KeyLink>
        )}
        <KeyLink to="done" by="done">
          {t("lately.title")}
        </KeyLink>
        <a href="#keys">{t("keys.title")}</a>
      </nav>
      {/* What a script does is shown by it: without one there are no single keys. */}
      <div data-with-keys hidden>
        <label className="field-choice">
          <input
            type="checkbox"
            id="single-keys-switch"
            autoComplete="off"
            defaultChecked
            aria-describedby="single-keys-hint"
          />
          <span>{t("keys.switch")}</span>
        </label>
        <p className="field-hint" id="single-keys-hint">
          {t("keys.switch-hint")}
        </p>
      </div>
      {items.length === 0 ? (
        <EmptyState title={t("day.none")}>
          <p>{t(filter.kind === null && filter.building === null ? "day.none-text" : "day.none-filtered")}</p>
        </EmptyState>
      ) : (
        <form method="post" action={undoAction(address, filter)} className="day-form">
          {groups.map(({ urgency, items: own }, index) => (
            <ItemGroup
              key={urgency}
              urgency={urgency}
              items={own}
              next={groups[index + 1]?.urgency ?? "acts"}
              ticked={attempt?.said.items ?? []}
            />
          ))}
          {more === 0 ? null : <p>{t("day.more", { more })}</p>}
          <ActForm page={page} />
        </form>
      )}
      <SetAside items={setAside} />
      <DoneList lately={lately} filter={filter} />
      <Keys
        here={[
          ...groups.map(({ urgency }) => urgency),
          ...(acts.length === 0 ? [] : (["acts"] as const)),
          "done",
          ...acts,
          ...(justDone === null ? [] : (["undo"] as const)),
        ]}
      />
      <script type="module" src={page.script.src} integrity={page.script.integrity} />
    </>
  );
}

function KeyLink({
  to,
  by,
  children,
}: {
  readonly to: string;
  readonly by: keyof typeof ACCESS_KEYS;
  readonly children: ReactNode;
}): ReactNode {
  return (
    // biome-ignore lint/a11y/noAccessKey: an addition to Tab, listed on the page with what to do where it collides
    <a href={`#${to}`} accessKey={ACCESS_KEYS[by]}>
      {children}
    </a>
  );
}

function Filter({ page: { filter, kinds, buildings } }: { readonly page: DayPage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = workdayMessages.t(language);
  const counted = (name: string, waiting: number): string => `${name} (${format.count(waiting)})`;
  return (
    <form method="get" action={address("/staff/day")} className="filter-row">
      <div className="field">
        <label className="field-label" htmlFor="kind">
          {t("filter.kind")}
        </label>
        <select className="control" id="kind" name="kind" defaultValue={filter.kind ?? ""}>
          <option value="">{t("filter.all")}</option>
          {kinds.map(({ kind, waiting }) => (
            <option key={kind} value={kind}>
              {counted(t(`kind.${kind}`), waiting)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label className="field-label" htmlFor="building">
          {t("filter.building")}
        </label>
        <select className="control" id="building" name="building" defaultValue={filter.building ?? ""}>
          <option value="">{t("filter.everywhere")}</option>
          {buildings.map(({ slug, names, waiting }) => (
            <option key={slug} value={slug}>
              {counted(names[language], waiting)}
            </option>
          ))}
        </select>
      </div>
      <Button variant="secondary">{t("filter.show")}</Button>
    </form>
  );
}

/** As `browser/day-keys.ts` reads them, and the part of the page without which one does nothing. */
const SINGLE_KEYS = [
  ["next", ["J", "N"], "acts"],
  ["previous", ["K", "P"], "acts"],
  ["tick", ["X"], "acts"],
  ["open", ["O"], "acts"],
  ["seen", ["S"], "seen"],
  ["taken", ["T"], "taken"],
  ["aside-single", ["A"], "aside"],
  ["undo", ["U"], "done"],
  ["list", ["?"], "done"],
] as const;

/** The keys that do something on this page as it stands, in words: nobody finds them otherwise. */
function Keys({ here }: { readonly here: readonly (keyof typeof ACCESS_KEYS)[] }): ReactNode {
  const { language } = useFrame();
  const t = workdayMessages.t(language);
  return (
    <Section id="keys" title={t("keys.title")} lead={t("keys.lead")}>
      <dl className="key-list">
        {here.map((what) => (
          <div key={what}>
            <dt>
              <kbd>{ACCESS_KEYS[what].toUpperCase()}</kbd>
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("keys.browsers")}</p>
      <div id="single-keys" tabIndex={-1} data-with-keys hidden>
        <h3>{t("keys.single")}</h3>
        <p>{t("keys.single-lead")}</p>
        <dl className="key-list">
          {SINGLE_KEYS.filter(([, , part]) => here.includes(part)).map(([what, keys]) => (
            <div key={what}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(`keys.${what}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Section>
  );
}
