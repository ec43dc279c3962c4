// Pagefind answers only with pages that hold every word, which few pages do for a question. So its
// words are asked one by one and the scores of a page are summed where fewer than three have them
// all. Phrasings weigh as much as titles do, which is seven times the body.
const names = (url) => url.replace(/^.*\//, "").replace(/\.html$/, "");

export const make = (language) => {
  let pagefind;
  const pages = new Map();
  const page = async (result) => {
    if (!pages.has(result.id)) pages.set(result.id, names((await result.data()).url));
    return pages.get(result.id);
  };
  const words = (text) => {
    const segmenter = new Intl.Segmenter(language, { granularity: "word" });
    const found = [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike);
    return [...new Set(found.map(({ segment }) => segment.toLowerCase()))];
  };
  return {
    search: async (text, limit) => {
      if (!pagefind) {
        pagefind = await import("/pagefind/pagefind.js");
        await pagefind.init();
      }
      const whole = (await pagefind.search(text)).results;
      const sums = new Map(whole.map((result) => [result.id, { result, score: 1000 + result.score }]));
      for (const word of whole.length < 3 ? words(text) : []) {
        for (const result of (await pagefind.search(word)).results) {
          const sum = sums.get(result.id) ?? { result, score: 0 };
          sum.score += result.score;
          sums.set(result.id, sum);
        }
      }
      const best = [...sums.values()].sort((a, b) => b.score - a.score).slice(0, Math.min(limit, 3));
      return Promise.all(best.map(({ result }) => page(result)));
    },
  };
};
