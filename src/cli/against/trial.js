
const wasm_bindgen = async () => {};
wasm_bindgen.find = (bytes) => {
  const kind = bytes[0];
  const text = new TextDecoder().decode(bytes.slice(2, 2 + bytes[1]));
  const roots = []; const push = (root) => { roots.push(root);
    for (const e of root.querySelectorAll("*")) if (e.shadowRoot) push(e.shadowRoot); };
  push(document);
  const seen = (e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
  for (const root of roots) for (const e of root.querySelectorAll(kind === 3 ? text : "*")) {
    if (!seen(e)) continue;
    if (kind === 3) return e;
    if (kind === 0 && e.dataset.unstuckTarget === text) return e;
    if (kind === 2 && e.children.length === 0 && e.textContent.trim() === text) return e;
  }
  return undefined;
};
