import { goTheWholeWay } from "./whole-way-told.ts";
import { swedishWay } from "./whole-way-words.ts";

goTheWholeWay(swedishWay);
