import { Charset, Index } from "flexsearch";
import { isSpaceless, segment } from "./words.js";

export const best = () => ({ tokenize: "forward", charset: "LatinBalance", resolution: 9, title: 1 });

export const make = (language, settings = best(language)) => {
  const fresh = () =>
    new Index({
      tokenize: settings.tokenize,
      resolution: settings.resolution,
      context: settings.context,
      encoder: isSpaceless(language) ? { finalize: false, split: false, encode: segment(language) } : Charset[settings.charset],
      ...(isSpaceless(language) ? { encode: segment(language) } : {}),
    });
  const index = fresh();
  let ids;
  return {
    build: (entries) => {
      ids = entries.map(({ id }) => id);
      entries.forEach((entry, at) => index.add(at, [...Array(settings.title).fill(entry.title), entry.asks, entry.body].join("\n")));
    },
    // Its export is a set of chunks for a store of its own; the documents are less.
    save: () => null,
    search: (text, limit) => index.search(text, { limit, suggest: true }).map((at) => ids[at]),
  };
};
