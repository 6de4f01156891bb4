import type { Config } from "@react-router/dev/config";

export default {
  appDirectory: "web",
  // scripts/build.ts builds beside what is being served, and puts it in place when it is whole.
  buildDirectory: process.env.HUSTING_BUILD_DIRECTORY ?? "build",
  ssr: true,
} satisfies Config;
