customElements.define("unstuck-help", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = `
      <label for="name">Your name</label>
      <input id="name">
      <button type="button">Greet</button>
      <p role="status"></p>
      <p id="hidden" hidden>Nobody sees this</p>`;
    root.querySelector("button").addEventListener("click", () => {
      // A moment later, as answers from a worker come.
      setTimeout(() => {
        root.querySelector("[role=status]").textContent = `Hello ${root.querySelector("input").value}`;
      }, 50);
    });
  }
});
