// Words of a text. A language without spaces takes the browser's own segmenter, which costs no
// bytes; every library is given it, as none of them has one of its own for the browser.
const spaceless = new Set(["zh", "ja", "th"]);

export const isSpaceless = (language) => spaceless.has(language);

export const segment = (language) => {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  return (text) =>
    [...segmenter.segment(text.toLowerCase())]
      .filter(({ isWordLike }) => isWordLike)
      .map(({ segment }) => segment);
};
