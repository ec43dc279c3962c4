import { create, insertMultiple, load, save, search } from "@orama/orama";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stopwords as commonEnglish } from "@orama/stopwords/english";
import { stopwords as commonFrench } from "@orama/stopwords/french";
import { stopwords as commonSpanish } from "@orama/stopwords/spanish";
import { isSpaceless, segment } from "./words.js";

// Of 17 settings tried on the development sets, the best. It takes every word for a beginning too,
// so that without the list of common words they drown the others; stems gain a point, one wrong
// letter (`tolerance`) loses as much as it gains, other factors of BM25 lose, and twice the weight for
// titles and phrasings gains a point.
const best = { boost: { title: 2, asks: 2 }, tolerance: 0, threshold: 1 };

const languages = {
  en: { language: "english", stemmer: english, stopWords: commonEnglish },
  es: { language: "spanish", stemmer: spanish, stopWords: commonSpanish },
  fr: { language: "french", stemmer: french, stopWords: commonFrench },
};

export const make = (language, settings = best) => {
  const tokenizer = isSpaceless(language)
    ? { language: "mandarin", normalizationCache: new Map(), tokenize: segment(language) }
    : { stemming: true, ...languages[language] };
  const schema = { title: "string", asks: "string", body: "string" };
  const empty = () => create({ schema, components: { tokenizer } });
  let db = empty();
  return {
    build: (entries) => insertMultiple(db, entries),
    save: () => JSON.stringify(save(db)),
    load: (text) => {
      db = empty();
      load(db, JSON.parse(text));
    },
    search: (term, limit) => search(db, { term, limit, ...settings }).hits.map(({ id }) => id),
  };
};
