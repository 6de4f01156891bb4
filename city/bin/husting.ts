#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Commands are loaded when they are called, so this stands before React is: its development build is many times slower.
process.env.NODE_ENV ??= "production";
// What was compiled once is not compiled again: most commands begin in half the time. A folder that cannot be written does no harm.
enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/husting"));
const { run } = await import("../cli/main.ts");
process.exitCode = await run(process.argv.slice(2));
