// Runs the widget inside a frame on the help origin, for pages whose policy does not let it run in
// place. The page's loader says in the fragment what to open, and later by messages.
(() => {
  const tell = (name) => parent.postMessage(name, "*");
  let asked = [];
  try {
    asked = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  } catch {
    // Opened by hand: the defaults serve.
  }
  const [language, page, customer, wanted] = asked;
  const queue = (window.unstuck = window.unstuck || []);
  queue.push(["on", "close", () => tell("closed")], ["customer", customer || {}]);
  queue.push([wanted?.command || "open", wanted?.arg || ""]);

  addEventListener("message", ({ source, data }) => {
    const known = ["open", "search", "guide", "close", "customer", "destroy"];
    if (source !== parent || !Array.isArray(data) || !known.includes(data[0])) return;
    const [command, argument] = data;
    window.unstuck.push([command, command === "customer" ? JSON.parse(argument) : argument]);
  });

  const script = document.createElement("script");
  script.src = "unstuck.js";
  if (language) script.dataset.locale = language;
  if (page) script.dataset.page = page;
  script.addEventListener("load", () => tell("ready"));
  document.head.append(script);
})();
