import type { ReactNode } from "react";
import { Button, DataTable, FormField, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { budgetMessages } from "../messages.ts";
import type { StaffBudgetPage } from "../staff-pages.ts";
import { isBeforeVoting, isPublished } from "../states.ts";
import { offersIdentity } from "../ways.ts";

/** Who may vote: imported from a file, fixed when voting opens. */
export function RollForm({
  page: { budget, onRoll, withIdentity, imported },
}: {
  readonly page: StaffBudgetPage;
}): ReactNode {
  const { language, address, format, person } = useFrame();
  const t = budgetMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <Section id="roll" title={t("roll.title")} lead={t("roll.lead")}>
      <p>
        {t("roll.count", { count: onRoll })}
        {offersIdentity(budget.activation) && !isPublished(budget.state)
          ? ` ${t("roll.with-identity", { count: withIdentity })}`
          : null}
      </p>
      {imported === null ? null : (
        <Notice
          kind={imported.rejections.length === 0 ? "success" : "warn"}
          role="status"
          word={shell(imported.rejections.length === 0 ? "notice.success" : "notice.warn")}
        >
          <p>{t("roll.taken", { count: imported.taken })}</p>
          <p>{t("roll.rejected", { count: imported.rejections.length })}</p>
        </Notice>
      )}
      {imported === null || imported.rejections.length === 0 ? null : (
        <DataTable
          caption={t("roll.rejections")}
          scrollLabel={shell("table.scroll", { caption: t("roll.rejections") })}
          rows={imported.rejections}
          rowKey={({ row }) => String(row)}
          columns={[
            { key: "row", header: t("col.row"), align: "number", cell: ({ row }) => format.count(row) },
            {
              key: "fault",
              header: t("col.why"),
              cell: ({ fault, other }) => t(`roll-fault.${fault}`, { other: other ?? 0 }),
            },
          ]}
        />
      )}
      {person?.role === "officer" && isBeforeVoting(budget.state) ? (
        <form
          method="post"
          action={`${address(`/staff/budgets/${budget.id}`)}#roll`}
          encType="multipart/form-data"
          className="form"
        >
          <FormField
            name="file"
            label={t("roll.file")}
            hint={t("roll.file-hint")}
            required={t("field.required")}
            control={{ kind: "input", type: "file" }}
          />
          <Button name="do" value="roll">
            {t("roll.do")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}
