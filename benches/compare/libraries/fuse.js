import Fuse from "fuse.js";
import { isSpaceless, segment } from "./words.js";

export const best = () => ({ title: 1, asks: 1, body: 1, threshold: 0.3, token: true });

export const make = (language, settings = best(language)) => {
  let fuse;
  return {
    build: (entries) => {
      fuse = new Fuse(entries, {
        keys: ["title", "asks", "body"].map((name) => ({ name, weight: settings[name] })),
        ignoreLocation: true,
        ignoreDiacritics: true,
        threshold: settings.threshold,
        useTokenSearch: settings.token,
        ignoreFieldNorm: settings.noNorm ?? false,
        fieldNormWeight: settings.norm ?? 1,
        ...(isSpaceless(language) ? { tokenize: segment(language) } : {}),
      });
    },
    // Its index holds the documents' texts once more.
    save: () => null,
    search: (text, limit) => fuse.search(text, { limit }).map(({ item }) => item.id),
  };
};
