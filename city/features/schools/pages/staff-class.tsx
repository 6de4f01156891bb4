import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { shownCode } from "../class-codes.ts";
import { schoolMessages } from "../messages.ts";
import type { StaffClassPage } from "../pages-data.ts";
import { experimentText } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): StaffClassPage {
  return pageData<StaffClassPage>(context);
}

/** A class as its teacher sees it: what to write on the board, and what can be put right. */
export default function StaffClass(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address, search } = useFrame();
  const t = schoolMessages.t(language);
  const shell = shellMessages.t(language);
  const name = t("diploma.for", { name: visibleText(page.name) });
  const done = /done=(made|done)/.exec(search)?.[1];
  return (
    <>
      <title>{`${name} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("staff.back"), href: address("/staff/classes") }, { label: name }]}
      />
      <PageHeading
        title={name}
        kicker={page.building[language]}
        lead={`${experimentText(language, page.experiment, "title")}${colonOf[language]}${t("class.days", {
          from: format.plainDate(page.fromDate),
          to: format.plainDate(page.toDate),
        })}`}
      />
      {page.notDone ? (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{t("staff.not-done")}</p>
        </Notice>
      ) : done === undefined ? null : (
        <Notice kind="success" word={shell("notice.success")} role="status">
          <p>{t(done === "made" ? "staff.made" : "staff.done")}</p>
        </Notice>
      )}
      <Section id="board" title={t("staff.board")}>
        <p>{t("staff.board-text", { address: page.address })}</p>
        <p className="school-board">{shownCode(page.code)}</p>
        <p>
          <strong>{t(`state.${page.state}`)}</strong>
        </p>
        <p>{t("staff.guessed", { count: page.predictions, most: page.most })}</p>
        <p>
          <a href={address(`/class/${page.code}`)}>{t("staff.look")}</a>
        </p>
      </Section>
      <Section id="acts" title={t("staff.acts")}>
        {page.acts.length === 0 ? <p>{t("staff.no-acts")}</p> : null}
        {page.acts.map((act) => (
          <form key={act} method="post" action={address(`/staff/classes/${page.id}`)} className="form">
            <p id={`act-${act}`}>{t(`staff.${act}-text`)}</p>
            <Button
              variant={act === "stop" ? "primary" : "secondary"}
              name="do"
              value={act}
              describedBy={`act-${act}`}
            >
              {t(`staff.${act}`)}
            </Button>
          </form>
        ))}
        <p>{t("staff.erased", { date: format.plainDate(page.erasedOn) })}</p>
      </Section>
      <p>
        <a href={address(`/print/teacher-sheet/${page.experiment}`)}>{t("sheet.teacher")}</a>
        {" · "}
        <a href={address(`/print/pupil-sheet/${page.experiment}`)}>{t("sheet.pupils")}</a>
      </p>
    </>
  );
}
