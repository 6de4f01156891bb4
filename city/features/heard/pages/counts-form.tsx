import type { ReactNode } from "react";
import { Button, FormField, Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { heardMessages } from "../messages.ts";
import { NONE } from "../slips.ts";
import type { StaffProcessPage } from "../staff-pages.ts";
import { groupName } from "../words.ts";
import { errorOf } from "./fault.ts";

/** Counts of a batch of slips, question by question. */
export function SlipsForm({
  page: { process, boxes, districts, slips, formKey },
}: {
  readonly page: StaffProcessPage;
}): ReactNode {
  const { language, address } = useFrame();
  const t = heardMessages.t(language);
  const shell = shellMessages.t(language);
  const error = (name: string) =>
    errorOf(
      language,
      slips?.faults.find(({ field }) => field === name),
    );
  const whole = error("form");
  const count = (name: string, label: string): ReactNode => (
    <FormField
      key={name}
      name={name}
      label={label}
      error={error(name)}
      control={{
        kind: "input",
        inputMode: "numeric",
        autoComplete: "off",
        width: "short",
        defaultValue: slips?.said[name],
      }}
    />
  );
  return (
    <form method="post" action={address(`/staff/participation/${process.slug}#slips`)} className="form">
      <input type="hidden" name="form" value={formKey} />
      {slips === null ? null : (
        <Notice kind="error" role="alert" word={shell("notice.error")}>
          <p>{whole?.text ?? t("fault.see-fields", { count: slips.faults.length })}</p>
        </Notice>
      )}
      {count("slips", t("slips.number"))}
      {boxes.map(([dimension, categories]) => (
        <fieldset key={dimension} className="field field-group">
          <legend className="field-label">{t(`dimension.${dimension}`)}</legend>
          <div className="field-row">
            {categories.map((category) =>
              count(`${dimension}-${category}`, groupName(language, dimension, category, districts)),
            )}
            {count(`${dimension}-${NONE}`, t("slips.none"))}
          </div>
        </fieldset>
      ))}
      <Button name="do" value="slips">
        {t("slips.do")}
      </Button>
    </form>
  );
}

/** How many took part in what is not done on these pages. */
export function ParticipantsForm({
  page: { process, took, formKey },
}: {
  readonly page: StaffProcessPage;
}): ReactNode {
  const { language, address } = useFrame();
  const t = heardMessages.t(language);
  const fault = took?.faults[0];
  return (
    <form method="post" action={address(`/staff/participation/${process.slug}#took`)} className="form">
      <input type="hidden" name="form" value={formKey} />
      <FormField
        name="participants"
        label={t("took.number")}
        hint={t("took.hint")}
        error={errorOf(language, fault)}
        control={{
          kind: "input",
          inputMode: "numeric",
          autoComplete: "off",
          width: "short",
          defaultValue: took?.said.participants,
        }}
      />
      <Button name="do" value="participants">
        {t("took.do")}
      </Button>
    </form>
  );
}
