// Finds pages by their titles and short answers on the home page, in the browser alone.
(() => {
  const place = document.getElementById("find");
  const entries = [...document.querySelectorAll(".entries > li")];
  if (!place || !entries.length) return;
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = entries.map((entry) => plain(entry.textContent));

  const field = make("input", { type: "search", id: "find-field", autocomplete: "off" });
  const label = make("label", { htmlFor: "find-field", textContent: place.dataset.label });
  const count = make("p", { className: "muted" });
  count.setAttribute("role", "status");
  place.append(label, field, count);

  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const kept = texts.map((text) => words.every((word) => text.includes(word)));
    entries.forEach((entry, at) => { entry.hidden = !kept[at]; });
    for (const topic of document.querySelectorAll(".topic")) {
      topic.hidden = !topic.querySelector(".entries > li:not([hidden])");
    }
    count.textContent = words.length ? `${kept.filter(Boolean).length} ${place.dataset.found}` : "";
  });
})();
