import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, isLanguage, pauseOf } from "../../../web/language/index.ts";
import { peopleMessages } from "../../people/messages.ts";
import { roleName } from "../../people/words.ts";
import { matterText } from "../matter-text.ts";
import { workdayMessages } from "../messages.ts";
import type { StartPage } from "../start-page.ts";
import type { Named, WaitingLine } from "../waiting.ts";

export function loader({ context }: LoaderFunctionArgs): StartPage {
  return pageData<StartPage>(context);
}

/** A role's own start page: what waits for it, then where everything stands. */
export default function Start(): ReactNode {
  const { role, waiting, ways, groups } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = workdayMessages.t(language);
  const people = peopleMessages.t(language);
  const open = waiting.filter(({ count }) => count > 0);
  const quiet = waiting.filter(({ count }) => count === 0);
  const lineOf = (page: string): string | null => {
    const key = `page.${page}`;
    return workdayMessages.has(key) ? t(key) : null;
  };
  return (
    <>
      <title>{`${people("staff.title")} · Husting`}</title>
      <PageHeading
        title={people("staff.title")}
        lead={
          people("staff.lead", { role: roleName(language, role) }) + pauseOf[language] + t(`start.${role}`)
        }
      />
      {waiting.length === 0 ? null : (
        <Section id="waiting" title={t("start.waiting")}>
          {open.length === 0 ? <p>{t("start.nothing")}</p> : null}
          <div className="waiting">
            {open.map((line) => (
              <Waiting key={line.subject} line={line} />
            ))}
          </div>
          {quiet.length === 0 ? null : (
            <p className="waiting-quiet">
              {t("start.quiet") + pauseOf[language]}
              {quiet.map(({ subject, path }, index) => (
                <span key={subject}>
                  {index === 0 ? null : " · "}
                  <a href={address(path)}>{t(`waiting.${subject}`)}</a>
                </span>
              ))}
            </p>
          )}
        </Section>
      )}
      <Section id="ways" title={t("start.ways")}>
        <dl className="page-list">
          {ways.map((way) => (
            <div key={way}>
              <dt>
                <a href={address(way === "city" ? "" : `/${way}`)}>{t(`way.${way}`)}</a>
              </dt>
              <dd>{t(`way.${way}-line`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {groups.length === 0 ? null : (
        <Section id="open" title={people("staff.open")}>
          {groups.map(({ subject, pages }) => (
            <Section key={subject} id={`pages-${subject}`} level={3} title={t(`pages.${subject}`)}>
              <dl className="page-list">
                {pages.map((page) => {
                  const key = `staff.${page}`;
                  const about = lineOf(page);
                  return (
                    <div key={page}>
                      <dt>
                        <a href={address(`/staff/${page}`)}>{peopleMessages.has(key) ? people(key) : page}</a>
                      </dt>
                      {about === null ? null : <dd>{about}</dd>}
                    </div>
                  );
                })}
              </dl>
            </Section>
          ))}
        </Section>
      )}
    </>
  );
}

/** How many there are, what to do, and the gravest few. */
function Waiting({ line }: { readonly line: WaitingLine }): ReactNode {
  const { subject, count, path, gravest } = line;
  const { language, format, address } = useFrame();
  const t = workdayMessages.t(language);
  const id = `waiting-${subject}`;
  const more = count - gravest.length;
  return (
    <section className="waiting-line" aria-labelledby={id}>
      <h3 id={id}>
        <a href={address(path)}>
          <span className="waiting-count">{format.count(count)}</span> {t(`waiting.${subject}`)}
        </a>
      </h3>
      <p className="waiting-do">{t(`waiting.${subject}-do`)}</p>
      <ul>
        {gravest.map((named) => (
          <li key={named.path + JSON.stringify(named.matter)}>
            <OneNamed named={named} subject={subject} />
          </li>
        ))}
      </ul>
      {more <= 0 ? null : (
        <p className="waiting-more">
          <a href={address(path)}>{t("start.more", { more, what: t(`waiting.${subject}`) })}</a>
        </p>
      )}
    </section>
  );
}

function OneNamed({
  named: { path, title, date, matter },
  subject,
}: {
  readonly named: Named;
  readonly subject: WaitingLine["subject"];
}): ReactNode {
  const { language, format, address } = useFrame();
  const t = workdayMessages.t(language);
  const what = matterText(language, format, matter);
  const when =
    date === null
      ? null
      : t(`date.${subject === "promises" || subject === "participation" ? "until" : "since"}`, {
          date: format.plainDate(date),
        });
  const words =
    "names" in title
      ? { text: title.names[language], lang: undefined }
      : {
          text: title.text ?? t(`untitled.${subject}`),
          lang: title.text !== null && isLanguage(title.language) ? htmlLanguage[title.language] : undefined,
        };
  return (
    <>
      <a href={address(path)} lang={words.lang}>
        {words.text}
      </a>
      {matter.kind === "complaint" ? <q className="waiting-said">{matter.text}</q> : null}
      <span className="waiting-what">{[what, when].filter((part) => part !== null).join(" · ")}</span>
    </>
  );
}
