import type { ReactNode } from "react";
import { Button, FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { OUTREACH_MEASURES } from "../measures.ts";
import { heardMessages } from "../messages.ts";
import type { StaffProcessPage } from "../staff-pages.ts";
import { groupName } from "../words.ts";
import { errorOf } from "./fault.ts";

/** What was done so that more of a group are heard. */
export function OutreachForm({
  page: { process, boxes, districts, done },
}: {
  readonly page: StaffProcessPage;
}): ReactNode {
  const { language, address } = useFrame();
  const t = heardMessages.t(language);
  const error = (name: string) =>
    errorOf(
      language,
      done?.faults.find(({ field }) => field === name),
    );
  return (
    <form method="post" action={address(`/staff/participation/${process.slug}#did`)} className="form">
      <FormField
        name="day"
        label={t("did.day")}
        required={t("required")}
        error={error("day")}
        control={{ kind: "input", type: "date", width: "short", defaultValue: done?.said.day }}
      />
      <FormField
        name="group"
        label={t("did.group")}
        error={error("group")}
        control={{
          kind: "select",
          defaultValue: done?.said.group,
          options: boxes.flatMap(([dimension, categories]) =>
            categories.map((category) => ({
              value: `${dimension} ${category}`,
              label: groupName(language, dimension, category, districts),
            })),
          ),
        }}
      />
      <FormField
        name="measure"
        label={t("did.measure")}
        error={error("measure")}
        control={{
          kind: "select",
          defaultValue: done?.said.measure,
          options: OUTREACH_MEASURES.map((value) => ({ value, label: t(`measure.${value}`) })),
        }}
      />
      <FormField
        name="text"
        label={t("did.text")}
        hint={t("did.text-hint")}
        required={t("required")}
        error={error("text")}
        control={{ kind: "textarea", rows: 3, defaultValue: done?.said.text }}
      />
      <Button name="do" value="outreach">
        {t("did.do")}
      </Button>
    </form>
  );
}
