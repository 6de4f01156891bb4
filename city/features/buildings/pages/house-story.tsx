import type { ReactNode } from "react";
import { Card, Cards, LinkButton, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { stateName, stateTone, verdictTag } from "../../measures/words.ts";
import { proposalMessages } from "../../proposals/messages.ts";
import { seasonText } from "../../votes/words.ts";
import { buildingMessages } from "../messages.ts";
import type { HouseStory, StoryPeriod } from "../story.ts";
import { carrierName } from "../words.ts";

/** The house as a picture of three storeys, each with its figure beside it; then what is being done, and what can be done. */
export function HouseAtAGlance({
  story,
  slug,
}: {
  readonly story: HouseStory;
  readonly slug: string;
}): ReactNode {
  const { language, format, address } = useFrame();
  const t = buildingMessages.t(language);
  const { energy, rooms, homesUntold, people, measures } = story;
  const used = energy?.used ?? null;
  // Chinese sentences stand without spaces between them.
  const between = language === "zh" ? "" : " ";
  const periodText = ({ from, to }: StoryPeriod): string =>
    t("story.period", { from: format.plainDate(from), to: format.plainDate(to) });
  return (
    <>
      <Section id="glance" title={t("story.title")}>
        <div className="house">
          <svg className="house-roof" viewBox="0 0 120 40" preserveAspectRatio="none" aria-hidden="true">
            <path d="M0 40 60 1 120 40Z" />
          </svg>
          <ul className="house-storeys">
            <Storey
              name={energy === null ? t("story.energy") : carrierName(language, energy.carrier)}
              share={used?.share ?? null}
            >
              {used === null
                ? t("story.energy-none")
                : `${t("story.energy-share", {
                    share: format.percent(used.share),
                    low: format.percent(used.low),
                    high: format.percent(used.high),
                  })}${between}${periodText(used.period)}`}
            </Storey>
            <Storey
              name={t("story.rooms")}
              share={rooms === null ? null : Math.min(rooms.heldShare, rooms.freshShare ?? 1)}
            >
              {rooms === null
                ? homesUntold > 0
                  ? t("story.rooms-homes", { homes: homesUntold })
                  : t("story.rooms-none")
                : `${t(rooms.freshShare === null ? "story.rooms-warmth" : "story.rooms-share", {
                    fresh: format.percent(rooms.freshShare ?? 0),
                    held: format.percent(rooms.heldShare),
                    measured: format.percent(rooms.measuredShare),
                    rooms: rooms.rooms,
                  })}${between}${periodText(rooms.period)}`}
            </Storey>
            <Storey name={t("story.people")} share={people === null ? null : people.right / people.votes}>
              {people === null
                ? t("story.people-none")
                : `${t("story.people-share", { right: people.right, votes: people.votes })}${between}${t("story.season", { season: seasonText(language, people.season) })}`}
            </Storey>
          </ul>
        </div>
        {energy?.verdict == null ? null : <p>{t(`story.${energy.verdict}`)}</p>}
      </Section>
      <Section id="done" title={t("story.done")}>
        {measures.length === 0 ? (
          <p>{t("story.done-none")}</p>
        ) : (
          <ul className="lines">
            {measures.map(({ slug: measure, titles, state, verdict }) => {
              const { tone, name } =
                verdict === null
                  ? { tone: stateTone[state], name: stateName(language, state) }
                  : verdictTag(language, verdict);
              return (
                <li key={measure}>
                  <a href={address(`/measures/${measure}`)}>{titles[language]}</a>{" "}
                  <Tag tone={tone}>{name}</Tag>
                </li>
              );
            })}
          </ul>
        )}
      </Section>
      <Section id="can" title={t("story.can")}>
        <Cards>
          <Card title={t("story.say")} text={t("story.say-text")}>
            <LinkButton variant="secondary" href={`/v?language=${language}`}>
              {t("story.say")}
            </LinkButton>
          </Card>
          <Card
            title={proposalMessages.t(language)("building.propose")}
            href={`${address("/propose")}?building=${slug}`}
            text={t("story.propose-text")}
          />
          <Card
            title={t("story.follow")}
            href={`${address(`/house-news/${slug}`)}#follow`}
            text={t("story.follow-text")}
          />
          <Card title={t("story.all")} href={address("/take-part")} />
        </Cards>
      </Section>
    </>
  );
}

/** A floor of the house: how much of it is filled, and what that means. Hatched where nothing is known. */
function Storey({
  name,
  share,
  children,
}: {
  readonly name: string;
  readonly share: number | null;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <li className="house-storey">
      <svg
        className="house-floor"
        data-known={share === null ? "no" : "yes"}
        viewBox="0 0 120 40"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {share === null ? (
          <path className="house-gap" d="M0 40 40 0M40 40 80 0M80 40 120 0" />
        ) : (
          <rect className="house-fill" width={120 * Math.min(1, Math.max(0, share))} height={40} />
        )}
        <rect className="house-wall" width={120} height={40} />
      </svg>
      <div>
        <strong>{name}</strong> <span>{children}</span>
      </div>
    </li>
  );
}
