import MiniSearch from "minisearch";
import { isSpaceless, segment } from "./words.js";

// Of 26 settings tried on the development sets, the best for both kinds of questions. Beginnings and
// misspellings of words of three letters match too much. A title counts as much as phrasings do:
// more of either loses two points, while both above the body gain up to twelve. A lower weight of
// lengths and a higher k gain two.
const isLong = (word) => word.length > 3;
const best = {
  boost: { title: 10, asks: 10 },
  prefix: isLong,
  fuzzy: (word) => isLong(word) && 0.2,
  weights: { fuzzy: 0.3, prefix: 0.3 },
  bm25: { k: 3, b: 0.4, d: 0 },
};

export const make = (language, settings = best) => {
  const options = { fields: ["title", "asks", "body"], storeFields: ["title"] };
  if (isSpaceless(language)) options.tokenize = segment(language);
  let index = new MiniSearch(options);
  return {
    build: (entries) => index.addAll(entries),
    save: () => JSON.stringify(index),
    load: (text) => (index = MiniSearch.loadJSON(text, options)),
    search: (text, limit) => index.search(text, settings).slice(0, limit).map(({ id }) => id),
  };
};
