import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, FormField, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { CommentPage } from "../comment-pages.ts";
import { voteMessages } from "../messages.ts";
import { MOST_COMMENT } from "../said.ts";

export function loader({ context }: LoaderFunctionArgs): CommentPage {
  return pageData<CommentPage>(context);
}

export default function Comment(): ReactNode {
  const { comment, room, building, pointed, proposal, fault } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = voteMessages.t(language);
  const shell = shellMessages.t(language);
  const action = address(`/staff/comments/${comment.id}`);
  const error = (isIt: boolean) =>
    fault !== null && isIt
      ? { word: shell("notice.error"), text: t(`fault.${fault}`, { most: MOST_COMMENT }) }
      : undefined;
  return (
    <>
      <title>{`${t("comment.title")} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("comments.title"), href: address("/staff/comments") },
          { label: t("comment.title") },
        ]}
      />
      <PageHeading
        title={t("comment.title")}
        kicker={building[language] + colonOf[language] + room[language]}
        lead={t("comment.week", { week: format.plainDate(comment.week) })}
      />
      <Section
        id="written"
        title={t("comment.written")}
        lead={
          pointed.length === 0 ? t("comment.not-pointed") : t("comment.pointed", { count: pointed.length })
        }
      >
        <blockquote className="quoted">{marked(comment.text, pointed)}</blockquote>
        {comment.isSeen ? null : (
          <form method="post" action={action}>
            <Button variant="secondary" name="do" value="seen">
              {t("comment.mark-seen")}
            </Button>
          </form>
        )}
      </Section>
      <Section id="publish" title={t("comment.publish")} lead={t("comment.publish-lead")}>
        {comment.published === null ? null : <blockquote className="quoted">{comment.published}</blockquote>}
        <form method="post" action={action} className="form">
          <FormField
            name="text"
            label={t("comment.text")}
            hint={t("comment.text-hint")}
            error={error(fault !== "not-confirmed")}
            control={{ kind: "textarea", rows: 4, defaultValue: proposal }}
          />
          <FormField
            name="confirmed"
            label={t("comment.confirm")}
            error={error(fault === "not-confirmed")}
            control={{ kind: "checkbox", value: "yes" }}
          />
          <Button name="do" value="publish">
            {t("comment.publish-do")}
          </Button>
        </form>
        <form method="post" action={action}>
          {comment.published === null ? (
            <Button variant="danger" name="do" value="erase">
              {t("comment.erase")}
            </Button>
          ) : (
            <Button variant="danger" name="do" value="withdraw">
              {t("comment.withdraw")}
            </Button>
          )}
        </form>
      </Section>
    </>
  );
}

/** The text with what was pointed at marked in it. */
function marked(text: string, pointed: CommentPage["pointed"]): ReactNode[] {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of pointed) {
    pieces.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  pieces.push(text.slice(at));
  return pieces;
}
