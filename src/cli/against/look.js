// Which of the ways find something, and what a press on the first of these would meet. Returns null
// while the finder is not in this page.
const finder = window.__unstuckCheck;
if (!finder) return null;

const PRESSED =
  "a[href], area[href], button, summary, label, input, select, textarea, [onclick], " +
  "[role=button], [role=link], [role=tab], [role=menuitem], [aria-expanded], [aria-haspopup]";
// With these a link does more than to lead.
const ACTING =
  "[download], [onclick], [role=button], [data-method], [data-turbo-method], [data-confirm], " +
  "[data-remote], [hx-post], [hx-put], [hx-patch], [hx-delete]";

const nature = (found) => {
  const element = found.closest(PRESSED) || found;
  const isLink = element.matches("a[href], area[href]");
  const href = isLink ? element.getAttribute("href").trim() : null;
  const popup = element.getAttribute("aria-haspopup");
  const frame = element.getAttribute("target");
  // What stands in a field is the customer's; what stands on a button is its name.
  const label = element.matches("input[type=submit], input[type=button]") ? element.value : "";
  const name = element.getAttribute("aria-label") || element.innerText || label || element.localName;
  return {
    name: name.trim().replace(/\s+/g, " ").slice(0, 60),
    href: isLink ? new URL(href, element.baseURI).href : null,
    acts: isLink && (element.matches(ACTING) || href === "" || href === "#"),
    opensWindow: Boolean(frame) && frame !== "_self",
    shows:
      element.matches("details > summary, [role=tab], [aria-expanded]") ||
      (popup !== null && popup !== "false"),
    submits: Boolean(element.form) && (element.type === "submit" || element.type === "image"),
  };
};

const found = arguments[0].map((way) => finder.find(Uint8Array.from(way)));
const first = found.find(Boolean);
return { ways: found.map(Boolean), nature: first ? nature(first) : null };
