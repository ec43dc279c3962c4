import { Charset, Encoder, Index } from "flexsearch";
import { isSpaceless, segment } from "./words.js";

// Of 12 settings tried on the development sets, the best. `suggest` lets an entry lack some of the
// words, without which questions find nothing. Sounds (`LatinBalance`, `LatinSoundex`) and contexts
// lose, and so does every resolution below that of the place in the text.
const best = { tokenize: "forward", resolution: 30 };

export const make = (language, settings = best) => {
  const encoder = isSpaceless(language)
    ? new Encoder({ normalize: false, prepare: (text) => segment(language)(text).join(" ") })
    : Charset.Default;
  const index = new Index({ ...settings, encoder });
  let ids;
  return {
    build: (entries) => {
      ids = entries.map(({ id }) => id);
      entries.forEach(({ title, asks, body }, at) => {
        index.add(at, [title, asks, body].join("\n"));
      });
    },
    // Its export is a list of chunks that are more than the documents.
    save: () => null,
    search: (text, limit) =>
      index.search(text, { limit, suggest: true }).map((at) => ids[at]),
  };
};
