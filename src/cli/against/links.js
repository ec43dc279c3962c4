// Where the links of the page lead, those in shadow roots included.
const links = [];
const collect = (root) => {
  for (const link of root.querySelectorAll("a[href], area[href]")) {
    if (typeof link.href === "string" && !link.hasAttribute("download")) links.push(link.href);
  }
  for (const element of root.querySelectorAll("*")) {
    if (element.shadowRoot) collect(element.shadowRoot);
  }
};
collect(document);
return [...new Set(links)].slice(0, 2000);
