import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DefinitionList,
  FormField,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { screenMessages } from "../messages.ts";
import type { WorkPage } from "../staff-pages.ts";
import { MOST_DAYS } from "../works/work.ts";
import { stateTone, workName } from "./work-name.ts";

export function loader({ context }: LoaderFunctionArgs): WorkPage {
  return pageData<WorkPage>(context);
}

export default function OneWork(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address, format, logAddress } = useFrame();
  const { work, state } = page;
  const t = screenMessages.t(language);
  const shell = shellMessages.t(language);
  // The child's title is in a language of its own; the page's heading is in the reader's.
  const name = workName(language, { ...work, title: null });
  const isGone = state === "declined" || state === "taken-back";
  const action = address(`/staff/works/${work.id}`);
  const end = state === "waiting" ? "decline" : "take-back";
  return (
    <>
      <title>{`${name} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("works.title"), href: address("/staff/works") }, { label: name }]}
      />
      <PageHeading title={name} kicker={t(`kind.${work.kind}`)} />
      <Done
        words={{
          brought: t("done.brought"),
          published: t("done.published"),
          moved: t("done.moved"),
          "taken-back": t("done.taken-back"),
        }}
      />
      <DefinitionList
        items={[
          {
            term: t("works.col.state"),
            description: <Tag tone={stateTone[state]}>{t(`state.${state}`)}</Tag>,
          },
          ...(work.fromDate === null || work.untilDate === null
            ? []
            : [
                {
                  term: t("works.col.shown"),
                  description: `${format.plainDate(work.fromDate)} – ${format.plainDate(work.untilDate)}`,
                },
              ]),
          ...(work.title === null
            ? []
            : [
                {
                  term: t("work.title-field"),
                  description: <span lang={htmlLanguage[work.language]}>{work.title}</span>,
                },
              ]),
          { term: t("work.age"), description: t(`age.${work.age}`) },
          {
            term: t("work.brought"),
            description: (
              <a href={logAddress(work.logEntry)}>{t("work.log-entry", { entry: String(work.logEntry) })}</a>
            ),
          },
        ]}
      />
      {isGone ? <p>{t("work.gone")}</p> : <Shown work={work} />}
      {state === "waiting" ? (
        <Section id="publish" title={t("work.publish")} lead={t("work.publish-lead")}>
          <Hang page={page} action={action} act="publish" />
        </Section>
      ) : null}
      {state === "published" ? (
        <Section id="move" title={t("work.move")} lead={t("work.move-lead")}>
          <Hang page={page} action={action} act="move" />
        </Section>
      ) : null}
      {isGone ? null : (
        <Section id="end" title={t(`work.${end}`)}>
          <p>{t(`work.${end}-text`)}</p>
          <form method="post" action={action}>
            <Button variant="danger" name="do" value="take-back">
              {t(`work.${end}-do`)}
            </Button>
          </form>
        </Section>
      )}
    </>
  );
}

function Shown({ work }: { readonly work: WorkPage["work"] }): ReactNode {
  const { language } = useFrame();
  const t = screenMessages.t(language);
  const lang = htmlLanguage[work.language];
  if (work.picture === null)
    return (
      <blockquote className="poem" lang={lang}>
        {(work.body ?? "").split("\n").map((line, at) => (
          // Lines of a poem have no name but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={at}>
            {line}
            <br />
          </span>
        ))}
      </blockquote>
    );
  const { sha256, width, height } = work.picture;
  return (
    <figure className="figure">
      <img
        className="work-picture"
        src={`/works/${sha256}`}
        width={width}
        height={height}
        alt={work.alternative ?? ""}
        lang={lang}
      />
      <figcaption>
        {`${t("work.alternative")} · `}
        <span lang={lang}>{work.alternative}</span>
      </figcaption>
    </figure>
  );
}

/** Where and when it is to hang, for what waits and for what hangs already. */
function Hang({
  page,
  action,
  act,
}: {
  readonly page: WorkPage;
  readonly action: string;
  readonly act: "publish" | "move";
}): ReactNode {
  const { screens, isOwn, mayPublish, from, until, fault } = page;
  const { language } = useFrame();
  const t = screenMessages.t(language);
  const word = shellMessages.t(language)("notice.error");
  if (isOwn) return <p>{t(act === "publish" ? "work.own" : "work.own-hangs")}</p>;
  if (!mayPublish) return <p>{t("work.admin")}</p>;
  if (screens.length === 0) return <p>{t("work.no-screens")}</p>;
  return (
    <form method="post" action={action} className="form">
      {fault === null ? null : (
        <Notice kind="error" word={word} role="alert">
          <p>{t(`publish-fault.${fault}`, { days: MOST_DAYS })}</p>
        </Notice>
      )}
      <fieldset className="field">
        <legend className="field-label">{t("work.screens")}</legend>
        {screens.map(({ id, place, building, hasIt }) => (
          <label key={id} className="field-choice">
            <input type="checkbox" name="screen" value={id} defaultChecked={hasIt} />
            <span>{`${building[language]} · ${place}`}</span>
          </label>
        ))}
      </fieldset>
      <FormField
        name="from"
        label={t("work.from")}
        control={{ kind: "input", type: "date", width: "short", defaultValue: from }}
      />
      <FormField
        name="until"
        label={t("work.until")}
        hint={t("work.until-hint", { days: MOST_DAYS })}
        control={{ kind: "input", type: "date", width: "short", defaultValue: until }}
      />
      <Button name="do" value={act}>
        {t(`work.${act}-do`)}
      </Button>
    </form>
  );
}
