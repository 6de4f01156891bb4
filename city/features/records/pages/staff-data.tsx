import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { StaffDataFault, StaffDataPage } from "../data-requests.ts";
import { isErasable } from "../kept-items.ts";
import { recordMessages } from "../messages.ts";
import { KeptList } from "./kept-list.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffDataPage {
  return pageData<StaffDataPage>(context);
}

const fieldOf: Readonly<Record<StaffDataFault, "who" | "reason" | "checked" | "sure">> = {
  "who-missing": "who",
  "who-unknown": "who",
  "reason-missing": "reason",
  "reason-too-long": "reason",
  "reason-characters": "reason",
  "identity-not-checked": "checked",
  "not-sure": "sure",
};

export default function StaffData(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { said, items, erased } = page;
  const { language, address } = useFrame();
  const t = recordMessages.t(language);
  const shell = shellMessages.t(language);
  const errorOf = (field: "who" | "reason" | "checked" | "sure") =>
    page.fault !== null && fieldOf[page.fault] === field
      ? { word: shell("notice.error"), text: t(`fault.${page.fault}`) }
      : undefined;
  return (
    <>
      <title>{`${t("staff.data-title")} · Husting`}</title>
      <PageHeading title={t("staff.data-title")} lead={t("staff.data-lead")} />
      {erased.length === 0 ? null : (
        <Notice kind="success" role="status" word={shell("notice.success")}>
          <p>{t("my.erased", { count: erased.length })}</p>
          <p>{t("staff.backups")}</p>
        </Notice>
      )}
      <form method="post" action={address("/staff/data")} className="form">
        <FormField
          name="who"
          label={t("staff.who")}
          hint={t("staff.who-hint")}
          required={t("field-required")}
          error={errorOf("who")}
          control={{ kind: "input", defaultValue: said.who, maxLength: 300 }}
        />
        <FormField
          name="reason"
          label={t("staff.data-reason")}
          hint={t("staff.reason-hint")}
          required={t("field-required")}
          error={errorOf("reason")}
          control={{ kind: "textarea", rows: 3, defaultValue: said.reason }}
        />
        <FormField
          name="checked"
          label={t("staff.checked")}
          error={errorOf("checked")}
          control={{ kind: "checkbox", defaultChecked: said.isChecked }}
        />
        <Button name="do" value="find">
          {t("staff.find")}
        </Button>
      </form>
      {items === null ? null : (
        <Section id="kept" title={t("staff.found", { count: items.length })}>
          {items.length === 0 ? null : <KeptList items={items} />}
        </Section>
      )}
      {items === null || items.length === 0 ? null : (
        <form method="post" action={address("/staff/data")} className="form">
          <input type="hidden" name="who" value={said.who} />
          <input type="hidden" name="reason" value={said.reason} />
          <input type="hidden" name="checked" value="yes" />
          <div className="actions">
            <Button name="do" value="html">
              {t("my.html")}
            </Button>
            <Button name="do" value="json" variant="secondary">
              {t("my.json")}
            </Button>
          </div>
          {items.some(isErasable) ? (
            <>
              <FormField
                name="sure"
                label={t("my.sure")}
                error={errorOf("sure")}
                control={{ kind: "checkbox" }}
              />
              <Button name="do" value="erase" variant="secondary">
                {t("my.erase-do")}
              </Button>
            </>
          ) : null}
        </form>
      )}
    </>
  );
}
