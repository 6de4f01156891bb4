import { defineMessages } from "../language/messages.ts";
import en from "./messages/en.json" with { type: "json" };
import sv from "./messages/sv.json" with { type: "json" };
import zh from "./messages/zh.json" with { type: "json" };

/** What the style page says. */
export const styleMessages = defineMessages({ en, sv, zh });
