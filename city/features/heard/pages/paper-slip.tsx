import type { ReactNode } from "react";
import { htmlLanguage, languages } from "../../../web/language/index.ts";
import { SEXES } from "../dimensions.ts";
import type { Questions } from "../form-pages.ts";
import { heardMessages } from "../messages.ts";
import { groupName } from "../words.ts";

/** The slip that goes with a paper form and never comes back with it: the three questions, to tick. */
export function PaperSlip({ questions }: { readonly questions: Questions }): ReactNode {
  const each = (words: (language: (typeof languages)[number]) => string): ReactNode =>
    [...new Map(languages.map((language) => [words(language), language]))].map(([said, language]) => (
      <span key={language} lang={htmlLanguage[language]}>
        {said}
      </span>
    ));
  const asked = [
    ["you.sex", SEXES.map((sex) => [sex, (language) => heardMessages.t(language)(`you.sex.${sex}`)])],
    ["you.age", questions.ages.map((age) => [age, (language) => groupName(language, "age", age, [])])],
    ["you.district", questions.districts.map(({ id, names }) => [id, (language) => names[language]])],
  ] as const satisfies readonly (readonly [
    string,
    readonly (readonly [string, (language: (typeof languages)[number]) => string])[],
  ])[];
  return (
    <article className="paper-form paper-slip">
      <p className="paper-form-title">{each((language) => heardMessages.t(language)("slip.title"))}</p>
      <p>{each((language) => heardMessages.t(language)("slip.note"))}</p>
      {asked
        .filter(([, boxes]) => boxes.length > 0)
        .map(([question, boxes]) => (
          <div key={question} className="paper-form-field">
            <p>
              <strong>{each((language) => heardMessages.t(language)(question))}</strong>
            </p>
            <ul className="paper-slip-boxes">
              {boxes.map(([id, words]) => (
                <li key={id}>☐ {each(words)}</li>
              ))}
            </ul>
          </div>
        ))}
    </article>
  );
}
