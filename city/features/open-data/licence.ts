/** Under which terms a city gives its own data away. */
export const licences = ["CC0-1.0", "CC-BY-4.0"] as const;
export type LicenceId = (typeof licences)[number];

/** What holds until a city has decided: figures that public bodies make are to be used without asking. */
export const USUAL_LICENCE: LicenceId = "CC0-1.0";

export const licenceAddress: Readonly<Record<LicenceId, string>> = {
  "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
  "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
};
