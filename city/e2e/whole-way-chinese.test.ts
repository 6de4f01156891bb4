import { goTheWholeWay } from "./whole-way-told.ts";
import { chineseWay } from "./whole-way-words.ts";

goTheWholeWay(chineseWay);
