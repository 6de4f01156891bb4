import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import type { EventWhat } from "../calendar.ts";
import type { News, NewsWhat } from "../news.ts";
import { foreignQuote, newsText } from "../words.ts";

/** What happened, a dated line each that leads to the page that says more. */
export function NewsList({ news }: { readonly news: readonly News[] }): ReactNode {
  const { language, format, address } = useFrame();
  return (
    <ol className="news">
      {news.map((item) => (
        <li key={item.id}>
          <time dateTime={new Date(item.happenedAtMs).toISOString()}>
            {format.date(item.happenedAtMs, "day")}
          </time>
          <a href={address(item.path)}>
            <WithQuote text={newsText(language, format, item)} of={item} />
          </a>
        </li>
      ))}
    </ol>
  );
}

/** A sentence, with what it quotes in another language said to be in that. */
export function WithQuote({
  text,
  of,
}: {
  readonly text: string;
  readonly of: { readonly what: NewsWhat | EventWhat };
}): ReactNode {
  const { language } = useFrame();
  const quote = foreignQuote(language, of);
  const at = quote === null ? -1 : text.indexOf(quote.text);
  if (quote === null || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span lang={htmlLanguage[quote.language]}>{quote.text}</span>
      {text.slice(at + quote.text.length)}
    </>
  );
}
