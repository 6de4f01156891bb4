import { defineConfig } from "vite";

/** The one script that pages ship: what blinds tokens and casts ballots (features/budget-votes/browser). */
export default defineConfig({
  publicDir: false,
  build: {
    emptyOutDir: false,
    // BigInt literals, and everything that has them.
    target: "es2022",
    modulePreload: false,
    rolldownOptions: {
      input: "features/budget-votes/browser/ballot-page.ts",
      output: { entryFileNames: "assets/ballot-[hash].js" },
    },
  },
});
