import { defineConfig } from "vite";

/** What turns the pages of a lobby display, and keeps the last one while the network is away (features/screens/browser). */
export default defineConfig({
  publicDir: false,
  build: {
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    rolldownOptions: {
      input: "features/screens/browser/screen-page.ts",
      output: { entryFileNames: "assets/screen-[hash].js" },
    },
  },
});
