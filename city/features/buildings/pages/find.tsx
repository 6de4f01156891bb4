import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Card, Cards, EmptyState, LinkButton, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { FindPage, FoundHouse } from "../find-page.ts";
import { buildingMessages } from "../messages.ts";
import { buildingUseName, carrierName, standingTag } from "../words.ts";
import { FindForm } from "./find-form.tsx";

export function loader({ context }: LoaderFunctionArgs): FindPage {
  return pageData<FindPage>(context);
}

export default function Find(): ReactNode {
  const { search, houses, code } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = buildingMessages.t(language);
  const count = houses.length;
  const found = search === "" ? t("find.all", { count }) : t("find.found", { count, search });
  return (
    <>
      <title>{`${t("find.title")} · Husting`}</title>
      <PageHeading title={t("find.title")} lead={t("find.lead")} />
      <FindForm search={search} />
      {code === null ? null : (
        <Cards>
          <Card level={2} title={t("find.code")} text={t("find.code-text")}>
            <LinkButton href={`/v/${code}?language=${language}`}>{t("find.code-go")}</LinkButton>
          </Card>
        </Cards>
      )}
      {count > 0 ? (
        <Section id="houses" title={found}>
          <Cards>
            {houses.map((house) => (
              <House key={house.slug} house={house} />
            ))}
          </Cards>
        </Section>
      ) : code === null ? (
        <EmptyState title={found}>
          <p>{t("find.none")}</p>
          <p>{t("find.none-todo")}</p>
          <p>
            <a href={address("/find")}>{t("find.see-all")}</a>
          </p>
        </EmptyState>
      ) : null}
    </>
  );
}

function House({ house }: { readonly house: FoundHouse }): ReactNode {
  const { language, address } = useFrame();
  return (
    <Card
      title={house.names[language]}
      href={address(`/buildings/${house.slug}`)}
      text={[buildingUseName(language, house.use), ...(house.address === null ? [] : [house.address])].join(
        " · ",
      )}
    >
      <p>
        {house.carriers.map((carrier) => {
          const { tone, name } = standingTag(language, carrier);
          return (
            <span key={carrier.carrier} className="table-line">
              {carrierName(language, carrier.carrier)} <Tag tone={tone}>{name}</Tag>{" "}
            </span>
          );
        })}
      </p>
    </Card>
  );
}
