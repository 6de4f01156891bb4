import { defineConfig } from "vite";

/**
 * The scripts that pages ship: what blinds tokens and casts ballots (features/budget-votes/browser), and what has a browser use a
 * passkey (features/accounts/browser), and what turns the pages of a lobby display and keeps the last one while the network is away
 * (features/screens/browser), and the single keys of the day's list
 * (features/workday/browser).
 */
export default defineConfig({
  publicDir: false,
  build: {
    emptyOutDir: false,
    // BigInt literals, and everything that has them.
    target: "es2022",
    modulePreload: false,
    rolldownOptions: {
      input: {
        ballot: "features/budget-votes/browser/ballot-page.ts",
        passkey: "features/accounts/browser/passkey-page.ts",
        screen: "features/screens/browser/screen-page.ts",
        day: "features/workday/browser/day-keys.ts",
      },
      output: { entryFileNames: "assets/[name]-[hash].js" },
    },
  },
});
