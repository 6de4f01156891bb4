import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, LinkButton, Notice, PageHeading, Prose } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { SEXES } from "../dimensions.ts";
import type { AboutYouPage } from "../form-pages.ts";
import { heardMessages } from "../messages.ts";
import { groupName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): AboutYouPage {
  return pageData<AboutYouPage>(context);
}

/** Three questions, none of which has to be answered. */
export default function AboutYou(): ReactNode {
  const { questions, said, fault } = useLoaderData<typeof loader>();
  const { language, address, format } = useFrame();
  const t = heardMessages.t(language);
  const blank = { value: "", label: t("you.rather-not") };
  const districts = questions?.districts ?? [];
  return (
    <>
      <title>{`${t("you.title")} · Husting`}</title>
      <PageHeading title={t("you.title")} lead={t("you.lead")} />
      {fault === null ? null : (
        <Notice kind="error" role="alert" word={shellMessages.t(language)("notice.error")}>
          <p>{t(`you.fault.${fault}`)}</p>
        </Notice>
      )}
      {questions === null ? (
        <>
          <p>{t("you.no-ticket")}</p>
          <p>
            <LinkButton href={address("/heard")}>{t("you.to-heard")}</LinkButton>
          </p>
        </>
      ) : (
        <>
          <Prose>
            <ul>
              <li>{t("you.what-for")}</li>
              <li>{t("you.apart")}</li>
              <li>{t("you.no-return")}</li>
              <li>{t("you.once")}</li>
            </ul>
          </Prose>
          <form method="post" action={address("/about-you")} className="form">
            <FormField
              name="sex"
              label={t("you.sex")}
              control={{
                kind: "radio",
                defaultValue: said.sex,
                options: [...SEXES.map((value) => ({ value, label: t(`you.sex.${value}`) })), blank],
              }}
            />
            <FormField
              name="age"
              label={t("you.age")}
              hint={t("you.age-hint")}
              control={{
                kind: "radio",
                defaultValue: said.age,
                options: [
                  ...questions.ages.map((value) => ({ value, label: groupName(language, "age", value, []) })),
                  blank,
                ],
              }}
            />
            {districts.length === 0 ? null : (
              <FormField
                name="district"
                label={t("you.district")}
                control={{
                  kind: "select",
                  defaultValue: said.district,
                  options: [
                    blank,
                    ...districts
                      .map(({ id, names }) => ({ value: id, label: names[language] }))
                      .sort((a, b) => format.compare(a.label, b.label)),
                  ],
                }}
              />
            )}
            <Button>{t("you.do")}</Button>
          </form>
          <p>
            <a href={address("/proposals")}>{t("you.skip")}</a>
          </p>
        </>
      )}
    </>
  );
}
