// Keeps an open page of the desk up to date. Without it every page works; one has to be loaded again
// to see what is new.
"use strict";
(() => {
  const live = document.getElementById("live");
  const title = document.title;
  let waiting = null;
  let newest = null;

  // What is said, to be seen and heard. Something that stays, such as a lost connection, is not
  // replaced by what passes.
  let stays = "";
  let passing = 0;
  const say = (text) => {
    if (live.textContent !== text) live.textContent = text;
  };
  const tell = (text) => {
    clearTimeout(passing);
    say(text);
    passing = setTimeout(() => say(stays), 10_000);
  };
  const keep = (text) => {
    stays = text;
    say(text);
  };

  // Makes one tree like another, and keeps each node that stays: with it stay what is open and what is
  // being typed. A node with a key is found wherever it stood, so that a card keeps its state when it
  // goes from one section to the next.
  const keyOf = (node) => {
    const key = node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id : "";
    return key ? `${node.nodeName} ${key}` : "";
  };

  const redraw = (old, fresh, keyed) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
      return;
    }
    for (const { name } of [...old.attributes]) {
      if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    let at = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      const key = keyOf(child);
      const alike = at && !keyOf(at) && at.nodeName === child.nodeName ? at : null;
      const same = key ? keyed.get(key) : alike;
      if (!same) {
        // Something new may hold what was elsewhere, such as a card that came to another section.
        const isText = child.nodeType !== Node.ELEMENT_NODE;
        const place = old.insertBefore(isText ? child : child.cloneNode(false), at);
        if (!isText) redraw(place, child, keyed);
        continue;
      }
      if (same === at) at = at.nextSibling;
      else old.insertBefore(same, at);
      redraw(same, child, keyed);
    }
    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
  };

  // What the agent looks at stays where it is: what is under the pointer, else what has the focus,
  // else the first card that is seen.
  const lookedAt = (queue, focus) => {
    const seen = (card) => card.getBoundingClientRect().bottom > 0;
    const first = () => [...queue.querySelectorAll("article")].find(seen);
    return (
      queue.querySelector("article:hover") ??
      focus?.closest("#queue article") ??
      (scrollY > 0 ? first() : null)
    );
  };

  const draw = (fresh) => {
    const queue = document.getElementById("queue");
    const focus = document.activeElement;
    const held = queue.contains(focus);
    const card = focus?.closest("article");
    const anchor = lookedAt(queue, focus);
    const before = anchor?.getBoundingClientRect().top;
    const known = [...queue.querySelectorAll("[data-key], [id]")];
    redraw(queue, fresh, new Map(known.map((node) => [keyOf(node), node])));
    if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
    if (held && document.activeElement !== focus) {
      // What had the focus was moved, or is gone: then its card has it, or the page.
      const link = card?.isConnected ? card.querySelector("h3 a") : null;
      const next = focus.isConnected ? focus : link ?? document.getElementById("main");
      next.focus({ preventScroll: true });
    }
  };

  // One load at a time; what changes meanwhile is loaded after it. A page without the queue loads it
  // only to see whether the session goes on.
  let loading = false;
  let stale = false;
  const load = async (anyway = false) => {
    if (!anyway && !document.getElementById("queue")) return;
    if (loading) {
      stale = true;
      return;
    }
    loading = true;
    try {
      do {
        stale = false;
        const answer = await fetch("/desk", { headers: { accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("queue");
        if (!fresh && answer.ok) spread("ended");
        else if (fresh && document.getElementById("queue")) draw(document.adoptNode(fresh));
      } while (stale);
    } catch {
      // The stream says so when the connection is lost, and asks again.
    } finally {
      loading = false;
    }
  };

  // Two short quiet notes, if the agent wishes.
  const button = document.getElementById("sound");
  const wish = "unstuck-desk-sound";
  const remembered = () => {
    try {
      return localStorage.getItem(wish) === "on";
    } catch {
      return false;
    }
  };
  let sounds = remembered();
  let audio = null;
  const play = () => {
    if (!sounds) return;
    audio ??= new AudioContext();
    const asked = Date.now();
    audio.resume().then(() => {
      // A browser that waits for the agent to press something first would sound too late.
      if (Date.now() - asked > 1_000) return;
      for (const [pitch, after] of [[587, 0], [784, 0.14]]) {
        const tone = new OscillatorNode(audio, { frequency: pitch });
        const gain = new GainNode(audio, { gain: 0 });
        const from = audio.currentTime + after;
        gain.gain.setValueAtTime(0, from);
        gain.gain.linearRampToValueAtTime(0.05, from + 0.02);
        gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.3);
        tone.connect(gain).connect(audio.destination);
        tone.start(from);
        tone.stop(from + 0.32);
      }
    });
  };
  if (button && "AudioContext" in window) {
    const show = () => button.setAttribute("aria-pressed", String(sounds));
    show();
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      sounds = !sounds;
      try {
        localStorage.setItem(wish, sounds ? "on" : "off");
      } catch {
        // It holds as long as the page is open.
      }
      show();
      play();
    });
  }

  const heard = (pulse, speaks) => {
    document.title = pulse.waiting > 0 ? `(${pulse.waiting}) ${title}` : title;
    const more = waiting !== null && (pulse.waiting > waiting || pulse.newest > newest);
    ({ waiting, newest } = pulse);
    const queue = document.getElementById("queue");
    if (queue && queue.dataset.version !== pulse.version) load();
    if (!more) return;
    tell(pulse.waiting === 1 ? "New: 1 request waits." : `New: ${pulse.waiting} requests wait.`);
    if (speaks) play();
  };

  let over = false;
  const ended = () => {
    over = true;
    keep("Your session has ended. Load the page again to sign in.");
  };

  // The stream. Of several pages of the desk in one browser one listens and tells the others, where
  // browsers can agree on one: they open few connections to one server.
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("unstuck-desk") : null;
  const pass = (kind, pulse) => channel?.postMessage({ kind, pulse });
  const take = (kind, pulse, speaks) => {
    if (kind === "queue") {
      if (stays && !over) {
        keep("");
        load();
      }
      heard(pulse, speaks);
    } else if (kind === "ended") {
      ended();
    } else if (!over) {
      keep("The connection to the desk is lost. This page shows how things stood; it tries again.");
    }
  };
  const spread = (kind, pulse) => {
    take(kind, pulse, true);
    pass(kind, pulse);
  };
  let last = null;
  if (channel) {
    channel.onmessage = ({ data: { kind, pulse } }) => {
      if (kind !== "ask") take(kind, pulse, false);
      else if (last) pass("queue", last);
    };
  }

  const listen = () => {
    const stream = new EventSource("/desk/events");
    stream.addEventListener("queue", ({ data }) => {
      last = JSON.parse(data);
      spread("queue", last);
    });
    stream.addEventListener("ended", () => {
      stream.close();
      spread("ended");
    });
    stream.onerror = () => {
      last = null;
      spread("lost");
      // Refused, the browser does not ask again by itself.
      if (stream.readyState === EventSource.CLOSED && !over) {
        setTimeout(async () => {
          await load(true);
          if (!over) listen();
        }, 5_000);
      }
    };
    addEventListener("pagehide", () => stream.close(), { once: true });
  };
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });

  if (channel && navigator.locks) {
    pass("ask");
    navigator.locks.request("unstuck-desk", () => {
      listen();
      // Held until the page is left.
      return new Promise(() => {});
    });
  } else {
    listen();
  }

  // Whoever writes a date chooses it, and whoever chooses another time takes the date back.
  const date = document.getElementById("at");
  date?.addEventListener("input", () => {
    if (date.value) date.form.querySelector("[name=again][value=at]").checked = true;
  });
  date?.form.addEventListener("change", ({ target }) => {
    if (target.name === "again" && target.value !== "at") date.value = "";
  });

  // What is to be posted is copied with one press, with what was typed a moment ago.
  const form = document.getElementById("reply-form");
  const reveal = () => {
    for (const copy of document.querySelectorAll("[data-copies]")) copy.hidden = false;
  };
  const shown = () => JSON.stringify([...new FormData(form)]);
  let drawn = form ? shown() : "";
  const drawReply = async () => {
    const sent = shown();
    if (sent === drawn) return;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("act", "show");
    const answer = await fetch(form.action, { method: "POST", body: fields });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("ready");
    // An answer that came late is of no use: what was typed since asks for its own.
    if (!fresh || sent !== shown()) return;
    redraw(document.getElementById("ready"), document.adoptNode(fresh), new Map());
    reveal();
    for (const id of ["text", "proposed"]) {
      const [own, other] = [document.getElementById(id), page.getElementById(id)];
      if (other && own.value.trim() !== other.value.trim()) own.value = other.value;
    }
    drawn = shown();
  };
  let soon = 0;
  form?.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => drawReply().catch(() => {}), 250);
  });
  reveal();
  document.addEventListener("click", async ({ target }) => {
    const id = target.closest?.("[data-copies]")?.dataset.copies;
    if (!id) return;
    const from = document.getElementById(id);
    try {
      if (form) await drawReply();
      await navigator.clipboard.writeText(from.value ?? from.textContent);
      tell("Copied. Paste it where you answer.");
    } catch {
      getSelection().selectAllChildren(from);
      from.select?.();
      tell("Not copied. The text is selected: press Ctrl+C.");
    }
  });

  // Times such as "in 5 min" grow old by themselves.
  setInterval(() => {
    if (!document.hidden && !over) load();
  }, 60_000);
})();
