// Presses what a way finds, as a mouse would, from the press on the button to its end.
const element = window.__unstuckCheck && window.__unstuckCheck.find(Uint8Array.from(arguments[0]));
if (!element) return;
element.scrollIntoView({ block: "center" });
const { left, top, width, height } = element.getBoundingClientRect();
const view = element.ownerDocument.defaultView;
const place = {
  bubbles: true, cancelable: true, composed: true, view, button: 0,
  clientX: left + width / 2, clientY: top + height / 2,
};
element.dispatchEvent(new view.PointerEvent("pointerdown", { ...place, isPrimary: true, buttons: 1 }));
element.dispatchEvent(new view.MouseEvent("mousedown", { ...place, buttons: 1 }));
element.dispatchEvent(new view.PointerEvent("pointerup", { ...place, isPrimary: true }));
element.dispatchEvent(new view.MouseEvent("mouseup", place));
// An element of a drawing has no press of its own.
if (element.click) element.click();
else element.dispatchEvent(new view.MouseEvent("click", place));
