// What the page of every library offers to the benchmark: to make ready, and to ask.

export const serve = (make) => {
  let library;
  const fetched = async (path) => (await fetch(path)).text();
  const prepare = async (language, from) => {
    library = make(language);
    if (from === "index") await library.load(await fetched("/index.json"));
    if (from === "documents") await library.build(JSON.parse(await fetched("/documents.json")));
    return from === "documents" ? library.save() : null;
  };
  const ask = async (texts, limit) => {
    const found = [];
    for (const text of texts) {
      const begun = performance.now();
      const hits = await library.search(text, limit);
      found.push([hits, performance.now() - begun]);
    }
    return found;
  };
  Object.assign(window, { prepare, ask });
};
