import { defineMessages } from "../language/messages.ts";
import en from "./messages/en.json" with { type: "json" };
import sv from "./messages/sv.json" with { type: "json" };
import zh from "./messages/zh.json" with { type: "json" };

/** What charts say of themselves: legends, table headings, text alternatives. */
export const chartMessages = defineMessages({ en, sv, zh });
