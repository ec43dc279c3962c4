// What is kept for this page, how far the guide is, and the globals beyond those before the tag.
const done = arguments[arguments.length - 1];
const encoder = new TextEncoder();
const size = (text) => encoder.encode(text).length;
const kept = (area) => Object.entries(area).map(([name, value]) => [name, size(value)]);
// A store that the browser does not have keeps nothing.
const ask = async (read) => {
  try {
    return (await read()) || [];
  } catch {
    return [];
  }
};
(async () => {
  const step = document.querySelector("unstuck-help")?.shadowRoot?.querySelector("[data-step]");
  return {
    local: await ask(() => kept(localStorage)),
    session: await ask(() => kept(sessionStorage)),
    cookies: document.cookie.split("; ").filter(Boolean).map((one) => [one.split("=")[0], size(one)]),
    databases: (await ask(() => indexedDB.databases())).map((one) => one.name),
    caches: await ask(() => caches.keys()),
    workers: (await ask(() => navigator.serviceWorker.getRegistrations())).map((one) => one.scope),
    // The frames of a page stand among its globals by their numbers.
    globals: Object.getOwnPropertyNames(window).filter(
      (name) => !document.namesBefore.includes(name) && !/^\d+$/.test(name),
    ),
    walking: Boolean(step?.checkVisibility()),
  };
})().then(done, (error) => done(String(error)));
