import { create, insertMultiple, load, save, search } from "@orama/orama";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as french } from "@orama/stemmers/french";
import { isSpaceless, segment } from "./words.js";

export const best = () => ({ boost: { title: 1, asks: 1 }, tolerance: 1, threshold: 1, stem: true });

const names = { en: "english", es: "spanish", fr: "french" };
const stemmers = { en: english, es: spanish, fr: french };

export const make = (language, settings = best(language)) => {
  const empty = () =>
    create({
      schema: { title: "string", asks: "string", body: "string" },
      components: {
        tokenizer: isSpaceless(language)
          ? { language: "mandarin", normalizationCache: new Map(), tokenize: segment(language) }
          : settings.stem
            ? { language: names[language], stemming: true, stemmer: stemmers[language] }
            : { language: names[language], stemming: false },
      },
    });
  let db = empty();
  return {
    build: (entries) => insertMultiple(db, entries),
    save: () => JSON.stringify(save(db)),
    load: (text) => {
      db = empty();
      load(db, JSON.parse(text));
    },
    search: (term, limit) =>
      search(db, { term, limit, boost: settings.boost, tolerance: settings.tolerance, threshold: settings.threshold, relevance: settings.relevance })
        .hits.map(({ id }) => id),
  };
};
