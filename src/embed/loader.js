// The script tag of Unstuck: one launcher until a customer opens it, then the widget, and links to
// the static help pages wherever the widget cannot run. The contract stands in lib.rs.
(script => {
const start = () => {
if (window.Unstuck) return console.warn("Unstuck: two tags");

const settings = __SETTINGS__;
// Every address comes from the script's own, never from the page.
const base = new URL(".", script.src).href;
const add = (into, tag, properties, text = "") => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(text);
  into.append(element);
  return element;
};
// The controller stands for the options of a listener: they are its `signal`.
const gone = new AbortController;
const listen = (name, act) => addEventListener(name, act, gone);
const handlers = [];
const tell = (name, detail) => handlers.forEach(([event, act]) => event == name && act(detail));

// The customer's language is the first wish that the site speaks.
const pick = (tag = "") => settings.languages[tag.toLowerCase()] || settings.languages[tag.toLowerCase().split("-")[0]];
let language = [script.dataset.locale, document.documentElement.lang, navigator.language, settings.language].map(pick).find(one => one);

// `attempt` counts up when what is loading must no longer be used; `send` is there when something
// runs that takes commands.
let attempt = 0, open, customer = {}, wanted, widget, policy, send, panel, mount, dead, warned;

const placed = document.querySelector("unstuck-help");
const host = placed || document.createElement("unstuck-help");
const root = host.attachShadow({ mode: "open" });
const dress = (...texts) => root.adoptedStyleSheets = texts.map(text => {
  const made = new CSSStyleSheet;
  made.replaceSync(text);
  return made;
});
const look = __CSS__;
dress(look);
const box = add(root, "div", {});
box.style.setProperty("--accent", settings.accent);
box.style.setProperty("--accent-text", settings.accentText);
const launcher = add(box, "button", { className: placed ? "us-launcher us-placed" : "us-launcher", ariaHasPopup: "dialog", onclick: () => show("open", "") });
const face = () => {
  host.isConnected || document.body.append(host);
  box.lang = language.tag;
  box.dir = language.dir || "ltr";
  launcher.textContent = language.help;
  launcher.hidden = open;
  launcher.ariaExpanded = !!open;
};

// The loading panel or, with `failed`, the panel of links. Its way to the help pages is there from
// the first paint.
const draw = failed => {
  panel?.remove();
  panel = add(box, "div", { className: "us-panel", role: "dialog", ariaLabel: language.help, tabIndex: -1, onkeydown: event => {
    event.stopPropagation();
    if (event.key == "Escape") closed();
  } });
  add(panel, "p", {}, failed ? language.failed : language.loading);
  [[language.pages, base + language.home], ...failed ? settings.contacts : []].forEach(([text, href]) =>
    add(panel, "a", { href, target: href[0] == "h" ? "_blank" : "" }, text));
  add(panel, "button", { onclick: closed }, language.close);
  panel.focus();
};
const stop = () => {
  attempt++;
  send?.("destroy", "");
  panel?.remove();
  mount?.remove();
  send = mount = null;
};
const closed = () => {
  open = false;
  if (send) panel.remove();
  else {
    // A guide that was to go on here is not met again on the next page.
    stop();
    try {
      delete sessionStorage.unstuck;
    } catch {}
  }
  face();
  launcher.focus();
  tell("close");
};
const fail = reason => {
  warned ||= !console.warn("Unstuck: " + reason);
  if (dead) send = null;
  stop();
  if (open) draw(1);
};

// One more try after a moment, so that a short outage is not met by everybody at once.
const retry = load => load().catch(() => new Promise(done => setTimeout(done, Math.random() * 999)).then(load));
const get = ([path, integrity]) => retry(() => fetch(base + path, { integrity })
  .then(reply => reply.ok ? reply : Promise.reject(reply.status)));
// A script of ours: it says what it holds by calling `boot`.
const code = ([path, integrity]) => retry(() => new Promise((boot, onerror) => {
  const src = base + path;
  policy ||= window.trustedTypes?.createPolicy("unstuck", { createScriptURL: src => src });
  add(document.head, "script", { boot, onerror, crossOrigin: "", integrity, src: policy?.createScriptURL(src) || src });
}));
const begin = async () => {
  const now = ++attempt;
  const late = reason => now == attempt && !send && fail(reason);
  draw();
  setTimeout(late, 8000, "time");
  try {
    if (dead || !window.WebAssembly) return late("wasm");
    const [init, style, module_or_path, head, content] = await Promise.all([
      widget ||= code(settings.widget),
      get(settings.style),
      widget.ready || get(settings.wasm),
      get([language.head]),
      get([language.content])]);
    await (widget.ready ||= init({ module_or_path }));
    if (now != attempt) return;
    dress(look, await style.text());
    mount = add(box, "div", {});
    await init.start(mount, { ...init.more, code, base, language: language.tag, help: base + language.home,
      page: script.dataset.page || location.pathname, customer, emit, open: wanted }, new Uint8Array(await head.arrayBuffer()), new Uint8Array(await content.arrayBuffer()));
    if (now != attempt) return;
    send = init.command;
    panel.remove();
  } catch (reason) {
    widget = 0;
    if (now != attempt) return;
    mount?.remove();
    if (window != parent) return late(reason);
    // A frame on the help origin needs no leave of the page's policy and no CORS. What it is to open
    // goes in the fragment, which no server sees.
    mount = add(box, "iframe", { className: "us-panel us-frame", hidden: true, title: language.help,
      onload: () => setTimeout(late, 999, reason),
      src: base + "frame.html#" + encodeURIComponent(JSON.stringify([language.tag, location.pathname, customer, wanted])) });
  }
};
const pass = (...message) => {
  try {
    send?.(...message);
  } catch (reason) {
    emit("failed", reason);
  }
};
const show = (command, arg) => {
  const before = open;
  open = true;
  face();
  wanted = { command, arg };
  send || before ? pass(command, arg) : begin();
  before || tell("open");
};
// What the widget says.
const emit = (name, detail) => {
  if (name == "closed") closed();
  else if (name == "failed") dead = 1, fail(detail);
  else tell(name, detail);
};

const commands = {
  open: () => show("open", ""),
  search: text => show("search", text),
  guide: id => show("guide", id),
  close: () => send ? pass("close", "") : closed(),
  on: (...handler) => handlers.push(handler),
  customer: facts => pass("customer", JSON.stringify(customer = facts)),
  locale: tag => {
    const next = pick(tag);
    if (!next || next == language) return;
    language = next;
    stop();
    face();
    if (open) begin();
  },
  destroy: () => {
    stop();
    gone.abort();
    host.remove();
    delete window.Unstuck;
    delete window.unstuck;
  },
};
const Unstuck = window.Unstuck = (command, ...values) => commands[command]?.(...values);
Unstuck.boot = init => document.currentScript.boot(init);

const follow = () => {
  const link = location.hash.split("#unstuck=")[1];
  if (link) show("guide", link);
};
face();
listen("hashchange", follow);
listen("click", event => {
  const element = event.target.closest("[data-unstuck-guide]");
  if (!element) return;
  event.preventDefault();
  show("guide", element.dataset.unstuckGuide);
});
listen("message", ({ source, data, origin }) => {
  if (!mount || source != mount.contentWindow || !base.startsWith(origin + "/")) return;
  if (data == "closed") {
    mount.hidden = true;
    closed();
  }
  if (data == "ready") {
    const reveal = () => {
      mount.hidden = false;
      mount.focus();
    };
    send = (...message) => {
      reveal();
      mount.contentWindow.postMessage(message, base);
    };
    panel.remove();
    reveal();
  }
});
const queue = window.unstuck || [];
(window.unstuck = { push: (...calls) => calls.forEach(call => Unstuck(...call)) }).push(...queue);
follow();
// The widget keeps the guide that a customer began, and what a customer has sent (`=waiting`); both go
// on here. If it cannot, the next page tries again, and the launcher stays as it is.
try {
  open || sessionStorage.unstuck && show("resume", "");
  localStorage.unstuck?.includes("=w") && (widget ||= code(settings.widget)).then(init => init.deliver(code, get)).catch(face);
} catch {}
};
document.body ? start() : addEventListener("DOMContentLoaded", start);
})(document.currentScript);
