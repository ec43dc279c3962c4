import MiniSearch from "minisearch";
import { isSpaceless, segment } from "./words.js";

export const best = () => ({ boost: { title: 1, asks: 1 }, fuzzy: 0.2, prefix: true });

export const make = (language, settings = best(language)) => {
  const options = { fields: ["title", "asks", "body"], storeFields: ["title"] };
  if (isSpaceless(language)) options.tokenize = segment(language);
  if (settings.stop) options.processTerm = settings.stop;
  let index = new MiniSearch(options);
  return {
    build: (entries) => index.addAll(entries),
    save: () => JSON.stringify(index),
    load: (text) => (index = MiniSearch.loadJSON(text, options)),
    search: (text, limit) => index.search(text, settings).slice(0, limit).map(({ id }) => id),
  };
};
