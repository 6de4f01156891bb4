import type { MailedCodes } from "./sign-in-codes.ts";

/** The letter with the codes, in all three languages: whoever asks has told no language yet. It begins with the code, to be read unopened. */
export function signInLetter(
  { code, longCode }: MailedCodes,
  city: string,
): { readonly subject: string; readonly text: string } {
  const inFours = longCode.replaceAll(/(\d{4})(?=\d)/gu, "$1 ");
  return {
    subject: `${code} · Husting ${city}`,
    text: `Kod för att logga in: ${code}
Den gäller i tio minuter i den webbläsare där någon bad om den.
I en annan webbläsare skriver du i stället den långa koden. Den gäller ett dygn: ${inFours}
Ge inte koderna till någon.

登录验证码：${code}
十分钟内有效，只能在申请时所用的浏览器中使用。
如用其他浏览器，请改输长验证码，一天内有效：${inFours}
请勿将验证码告诉任何人。

Code to sign in: ${code}
It holds for ten minutes in the browser in which it was asked for.
In another browser type the long code instead. It holds for a day: ${inFours}
Give the codes to nobody.
`,
  };
}
