import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { MyDataPage } from "../data-requests.ts";
import { isErasable } from "../kept-items.ts";
import { recordMessages } from "../messages.ts";
import { KeptList } from "./kept-list.tsx";

export function loader({ context }: LoaderFunctionArgs): MyDataPage {
  return pageData<MyDataPage>(context);
}

export default function MyData(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language } = useFrame();
  const t = recordMessages.t(language);
  return (
    <>
      <title>{`${t("my.title")} · Husting`}</title>
      <PageHeading title={t("my.title")} lead={t("my.lead")} />
      {page.stage === "ask" ? <AskForm page={page} /> : null}
      {page.stage === "code" ? <CodeForm page={page} /> : null}
      {page.stage === "shown" ? <Shown page={page} /> : null}
      {page.stage === "erased" ? (
        <>
          <Notice kind="success" role="status" word={shellMessages.t(language)("notice.success")}>
            <p>{t("my.erased", { count: page.erased.length })}</p>
          </Notice>
          {page.items.length === 0 ? null : (
            <Section id="stays" title={t("my.still")}>
              <KeptList items={page.items} />
            </Section>
          )}
        </>
      ) : null}
    </>
  );
}

function errorOf(page: MyDataPage, language: ReturnType<typeof useFrame>["language"]) {
  if (page.fault === null) return undefined;
  return {
    word: shellMessages.t(language)("notice.error"),
    text: recordMessages.t(language)(`fault.${page.fault}`),
  };
}

function AskForm({ page }: { readonly page: MyDataPage }): ReactNode {
  const { language, address } = useFrame();
  const t = recordMessages.t(language);
  return (
    <form method="post" action={address("/my-data")} className="form">
      <FormField
        name="email"
        label={t("my.email")}
        hint={t("my.email-hint")}
        required={t("field-required")}
        error={errorOf(page, language)}
        control={{ kind: "input", type: "email", autoComplete: "email", defaultValue: page.email }}
      />
      <Button name="do" value="ask">
        {t("my.send")}
      </Button>
    </form>
  );
}

function CodeForm({ page }: { readonly page: MyDataPage }): ReactNode {
  const { language, address, simulated } = useFrame();
  const t = recordMessages.t(language);
  return (
    <>
      <p role="status">{t("my.sent", { email: page.email })}</p>
      {simulated ? (
        <p>
          <a href={address("/demo/mailbox")}>{t("my.mailbox")}</a>
        </p>
      ) : null}
      <form method="post" action={address("/my-data")} className="form">
        <input type="hidden" name="id" value={page.id} />
        <input type="hidden" name="email" value={page.email} />
        <FormField
          name="code"
          label={t("my.code")}
          required={t("field-required")}
          error={errorOf(page, language)}
          control={{ kind: "input", inputMode: "numeric", autoComplete: "one-time-code", width: "short" }}
        />
        <Button name="do" value="open">
          {t("my.open")}
        </Button>
      </form>
    </>
  );
}

function Shown({ page }: { readonly page: MyDataPage }): ReactNode {
  const { language, address } = useFrame();
  const t = recordMessages.t(language);
  const hidden = (
    <>
      <input type="hidden" name="id" value={page.id} />
      <input type="hidden" name="email" value={page.email} />
      <input type="hidden" name="code" value={page.code} />
    </>
  );
  return (
    <>
      <Section id="kept" title={t("my.shown", { email: page.email })}>
        {page.items.length === 0 ? <p>{t("data.nothing")}</p> : <KeptList items={page.items} />}
      </Section>
      {page.items.length === 0 ? null : (
        <Section id="take" title={t("my.take")}>
          <form method="post" action={address("/my-data")} className="form">
            {hidden}
            <div className="actions">
              <Button name="do" value="html">
                {t("my.html")}
              </Button>
              <Button name="do" value="json" variant="secondary">
                {t("my.json")}
              </Button>
            </div>
          </form>
        </Section>
      )}
      {page.items.some(isErasable) ? (
        <Section id="erase" title={t("my.erase")} lead={t("my.erase-lead")}>
          <form method="post" action={address("/my-data")} className="form">
            {hidden}
            <FormField
              name="sure"
              label={t("my.sure")}
              error={errorOf(page, language)}
              control={{ kind: "checkbox" }}
            />
            <Button name="do" value="erase" variant="secondary">
              {t("my.erase-do")}
            </Button>
          </form>
        </Section>
      ) : null}
    </>
  );
}
