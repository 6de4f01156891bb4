import type { ReactNode } from "react";
import {
  Button,
  Card,
  Cards,
  DefinitionList,
  EmptyState,
  FormField,
  LinkButton,
  Pagination,
  Section,
} from "./index.ts";
import type { StyleContext } from "./style-context.ts";

/** Every kind of field, one of them refused, and every kind of button. */
export function StyleForms({ t, shell }: StyleContext): ReactNode {
  const required = t("form.required");
  const kinds = ["school", "preschool", "library", "sports", "housing"] as const;
  return (
    <Section id="forms" title={t("forms")}>
      <form className="form" method="get" action="#forms">
        <FormField
          name="name"
          label={t("form.name")}
          hint={t("form.nameHint")}
          required={required}
          control={{ kind: "input" }}
        />
        <FormField
          name="email"
          label={t("form.email")}
          error={{ word: shell("notice.error"), text: t("form.emailError") }}
          control={{ kind: "input", type: "email", defaultValue: "eva@", autoComplete: "email" }}
        />
        <FormField
          name="area"
          label={t("form.area")}
          control={{ kind: "input", inputMode: "decimal", defaultValue: "1240", width: "short" }}
        />
        <FormField
          name="kind"
          label={t("form.kind")}
          control={{
            kind: "select",
            options: kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
            defaultValue: "library",
          }}
        />
        <FormField name="reason" label={t("form.reason")} control={{ kind: "textarea", rows: 3 }} />
        <FormField
          name="warm"
          label={t("form.warm")}
          control={{
            kind: "radio",
            defaultValue: "right",
            options: (["cold", "right", "hot"] as const).map((answer) => ({
              value: answer,
              label: t(`form.${answer}`),
            })),
          }}
        />
        <FormField
          name="consent"
          label={t("form.consent")}
          control={{ kind: "checkbox", defaultChecked: true }}
        />
        <div className="actions">
          <Button>{t("form.save")}</Button>
          <Button variant="secondary">{t("form.cancel")}</Button>
          <Button variant="danger">{t("form.delete")}</Button>
          <Button variant="quiet">{t("form.more")}</Button>
        </div>
      </form>
    </Section>
  );
}

/** What is listed, what is paged, and what is not there yet. */
export function StyleLists({ t, shell }: StyleContext): ReactNode {
  return (
    <Section id="lists" title={t("lists")}>
      <DefinitionList
        items={[
          { term: t("definition.address"), description: t("definition.addressValue") },
          { term: t("definition.built"), description: "1968" },
          { term: t("definition.meter"), description: t("definition.meterValue") },
        ]}
      />
      <Pagination
        label={shell("pagination.label")}
        position={shell("pagination.position", { page: 2, pages: 7 })}
        previous={{ href: "#lists", label: shell("pagination.previous") }}
        next={{ href: "#lists", label: shell("pagination.next") }}
      />
      <Cards>
        <Card title={t("cards.link")} href="#lists" text={t("cards.link-text")} />
        <Card title={t("cards.act")} text={t("cards.act-text")}>
          <LinkButton href="#lists">{t("empty.action")}</LinkButton>
        </Card>
      </Cards>
      <EmptyState
        title={t("empty.title")}
        action={<LinkButton href="#lists">{t("empty.action")}</LinkButton>}
      >
        <p>{t("empty.text")}</p>
      </EmptyState>
    </Section>
  );
}
