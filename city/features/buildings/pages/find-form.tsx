import type { ReactNode } from "react";
import { Button, FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { buildingMessages } from "../messages.ts";

/** One field for whatever somebody knows of their house. */
export function FindForm({ search = "" }: { readonly search?: string | undefined }): ReactNode {
  const { language, address } = useFrame();
  const t = buildingMessages.t(language);
  return (
    <form method="get" action={address("/find")} className="form find-form">
      <FormField
        name="q"
        label={t("find.label")}
        hint={t("find.hint")}
        control={{ kind: "input", type: "search", defaultValue: search, maxLength: 200, width: "medium" }}
      />
      <Button>{t("find.go")}</Button>
    </form>
  );
}
