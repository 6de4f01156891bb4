import { defineMessages } from "../../web/language/messages.ts";
import en from "./messages/en.json" with { type: "json" };
import sv from "./messages/sv.json" with { type: "json" };
import zh from "./messages/zh.json" with { type: "json" };

export const openDataMessages = defineMessages({ en, sv, zh });
