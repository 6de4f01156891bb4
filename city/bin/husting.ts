#!/usr/bin/env node
import { run } from "../cli/main.ts";

// Commands are loaded when they are called, so this stands before React is: its development build is many times slower.
process.env.NODE_ENV ??= "production";
process.exitCode = await run(process.argv.slice(2));
