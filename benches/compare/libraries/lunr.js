import lunr from "lunr";
import { isSpaceless, segment } from "./words.js";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as french } from "@orama/stemmers/french";

export const best = () => ({ title: 1, asks: 1, exact: 10, prefix: 2, fuzzy: 1, k1: 1.2, b: 0.75 });

export const make = (language, settings = best(language)) => {
  const words = isSpaceless(language)
    ? (text) => segment(language)(text).map((word) => new lunr.Token(word))
    : lunr.tokenizer;
  const stemmers = { es: spanish, fr: french };
  const stemmer = stemmers[language];
  const stem = stemmer && ((token) => token.update((word) => stemmer(word)));
  if (stem) lunr.Pipeline.registerFunction(stem, `stem-${language}`);
  const trim = (token) => token.update((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  lunr.Pipeline.registerFunction(trim, "trim-letters");
  let index;
  let titles;
  return {
    build: (entries) => {
      const builder = new lunr.Builder();
      builder.tokenizer = words;
      builder.k1(settings.k1);
      builder.b(settings.b);
      const pipe = [trim];
      if (language === "en") pipe.push(...(settings.keepStop ? [] : [lunr.stopWordFilter]), lunr.stemmer);
      if (stem) pipe.push(stem);
      builder.pipeline.add(...pipe);
      builder.searchPipeline.add(...pipe.filter((step) => step !== lunr.stopWordFilter));
      builder.ref("id");
      builder.field("title", { boost: settings.title });
      builder.field("asks", { boost: settings.asks });
      builder.field("body");
      for (const entry of entries) builder.add(entry);
      index = builder.build();
      titles = entries.map(({ id, title }) => [id, title]);
    },
    save: () => JSON.stringify({ titles, index }),
    load: (text) => {
      const saved = JSON.parse(text);
      titles = saved.titles;
      index = lunr.Index.load(saved.index);
    },
    search: (text, limit) =>
      index
        .query((query) => {
          for (const token of words(text)) {
            const word = trim(token).toString();
            if (!word) continue;
            query.term(word, { boost: settings.exact });
            if (settings.prefix && word.length > 2) query.term(word, { boost: settings.prefix, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
            if (settings.fuzzy && word.length > 3) query.term(word, { boost: settings.fuzzy, editDistance: 1 });
          }
        })
        .slice(0, limit)
        .map(({ ref }) => ref),
  };
};
