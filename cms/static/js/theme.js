// The reader's choice of light or dark. It stands in the head and blocks, so that the first paint
// is right already; without it, or without a choice, the system's wish holds.
(() => {
  const KEY = "theme";
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return ""; // storage is forbidden here
    }
  };

  const keep = (theme) => {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch {
      // it holds for this page at least
    }
  };

  const show = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-themes] button")) {
      button.setAttribute("aria-pressed", String(button.value === (root.dataset.theme ?? "")));
    }
  };

  show(stored());
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) show(stored());
  });
  addEventListener("pageshow", () => show(stored())); // also when Back brings an old page again
  addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-themes]")) {
      group.hidden = false;
      group.addEventListener("click", ({ target }) => {
        const button = target.closest("button");
        if (!button) return;
        keep(button.value);
        show(button.value);
      });
    }
    show(stored());
  });
})();
