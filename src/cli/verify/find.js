// The visible elements of the widget that match, in the order of the page.
const root = document.querySelector("unstuck-help")?.shadowRoot;
if (!root) return [];
return [...root.querySelectorAll(arguments[0])].filter(
  (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0,
);
