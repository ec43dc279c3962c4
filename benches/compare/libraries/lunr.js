import lunr from "lunr";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as french } from "@orama/stemmers/french";
import { isSpaceless, segment } from "./words.js";

// Of 20 settings tried on the development sets, the best. Without its list of common words and with
// a higher k1 and lower b it finds four points more than as it comes; titles and phrasings above the
// body gain up to 25. Stems weigh most, then beginnings, then one wrong letter.
const best = { k1: 3, b: 0.4, title: 12, asks: 12, body: 1, exact: 10, prefix: 2, fuzzy: 1 };

// lunr's own trimmer takes letters with accents for punctuation.
const trim = (token) =>
  token.update((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
lunr.Pipeline.registerFunction(trim, "trim-letters");

const steps = { en: lunr.stemmer };
for (const [language, stemmer] of Object.entries({ es: spanish, fr: french })) {
  steps[language] = (token) => token.update((word) => stemmer(word));
  lunr.Pipeline.registerFunction(steps[language], `stem-${language}`);
}

export const make = (language, settings = best) => {
  const words = isSpaceless(language)
    ? (text) => segment(language)(text).map((word) => new lunr.Token(word))
    : lunr.tokenizer;
  const pipeline = [trim, steps[language]].filter(Boolean);
  const ends = { usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING };
  let index;
  let titles;
  const ask = (query, text) => {
    for (const token of words(text)) {
      const word = trim(token).toString();
      if (!word) continue;
      query.term(word, { boost: settings.exact });
      if (word.length > 2) query.term(word, { boost: settings.prefix, ...ends });
      if (word.length > 3) query.term(word, { boost: settings.fuzzy, editDistance: 1 });
    }
  };
  return {
    build: (entries) => {
      const builder = new lunr.Builder();
      builder.tokenizer = words;
      builder.k1(settings.k1);
      builder.b(settings.b);
      builder.pipeline.add(...pipeline);
      builder.searchPipeline.add(...pipeline);
      builder.ref("id");
      for (const field of ["title", "asks", "body"]) {
        builder.field(field, { boost: settings[field] });
      }
      for (const entry of entries) builder.add(entry);
      index = builder.build();
      titles = entries.map(({ id, title }) => [id, title]);
    },
    // Its index has no texts, and a list of hits shows titles.
    save: () => JSON.stringify({ titles, index }),
    load: (text) => {
      const saved = JSON.parse(text);
      titles = saved.titles;
      index = lunr.Index.load(saved.index);
    },
    search: (text, limit) =>
      index
        .query((query) => ask(query, text))
        .slice(0, limit)
        .map(({ ref }) => ref),
  };
};
