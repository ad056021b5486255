// The bar above the text: one stop of the Tab key, arrows within, its buttons tell what is on.

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const RUN = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  rule: (chain) => chain.setHorizontalRule(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
  clear: (chain) => chain.unsetAllMarks().clearNodes(),
  insertTable: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
};
const MARKS = ["bold", "italic", "link"];
const BOXES = ["bulletList", "orderedList", "blockquote"];

/** Keys as this machine names them. */
export function named(keys) {
  const mac = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
  return MAC ? keys.replace(/(Ctrl|Alt|Shift)\+/g, (_all, key) => mac[key]) : keys;
}

/** Does what a button of the bar or of a menu is for. */
export function run(editor, name) {
  const chain = editor.chain().focus();
  return (RUN[name]?.(chain) ?? chain[name]()).run();
}

/** Whether all that is selected stands in a box of that name; empty lines don't count. */
function within({ doc, selection: { from, to, empty } }, name) {
  let all = null;
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    const $pos = doc.resolve(pos);
    const around = Array.from({ length: $pos.depth + 1 }, (_, depth) => $pos.node(depth).type.name);
    if (empty || node.content.size) all = all !== false && around.includes(name);
    return false;
  });
  return Boolean(all);
}

function style(editor) {
  const { $from, $to } = editor.state.selection;
  const level = (node) => (node.type.name === "heading" ? node.attrs.level : 0);
  return level($from.parent) === level($to.parent) ? String(level($from.parent)) : "";
}

function roving(bar) {
  const all = () => [...bar.querySelectorAll(".tool, select")].filter((one) => one.offsetParent);
  const at = (items) => Math.max(0, items.findIndex((one) => one.tabIndex === 0));
  const choose = (one) => {
    for (const each of bar.querySelectorAll(".tool, select")) each.tabIndex = each === one ? 0 : -1;
  };
  bar.addEventListener("focusin", ({ target }) => { if (target.matches(".tool, select")) choose(target); });
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.target.matches(".tool, select")) return;
    const items = all();
    const place = items.indexOf(event.target);
    const last = items.length - 1;
    const next = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place ? place - 1 : last, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items[next].focus();
  });
  choose(bar.querySelector(".tool, select"));
  return () => { const items = all(); items[at(items)]?.focus(); };
}

/** Opens below its button; arrows within, Escape leads back. */
export function menu(button, box, choose) {
  const items = () => [...box.querySelectorAll("[role=menuitem]")].filter((one) => one.getAttribute("aria-disabled") !== "true");
  const close = (back = false) => {
    if (box.hidden) return;
    box.hidePopover?.();
    box.hidden = true;
    button.setAttribute("aria-expanded", "false");
    removeEventListener("scroll", follow, true);
    if (back) button.focus();
  };
  const follow = ({ target }) => { if (target !== box) close(); };
  const open = () => {
    box.hidden = false;
    box.showPopover?.();
    const from = button.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.offsetWidth - 8;
    box.style.left = `${Math.max(8, Math.min(from.left, room))}px`;
    const below = document.documentElement.clientHeight - box.offsetHeight - 8;
    box.style.top = `${Math.max(8, Math.min(from.bottom + 4, below))}px`;
    button.setAttribute("aria-expanded", "true");
    addEventListener("scroll", follow, true);
    items()[0]?.focus({ preventScroll: true });
  };
  box.addEventListener("toggle", ({ newState }) => { if (newState === "closed") close(); });
  box.addEventListener("click", ({ target }) => {
    const item = target.closest("[role=menuitem]");
    if (!item || item.getAttribute("aria-disabled") === "true") return;
    close();
    choose(item.dataset.do);
  });
  box.addEventListener("keydown", (event) => {
    const list = items();
    const place = list.indexOf(document.activeElement);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab" || event.key === "Escape") close(true);
    else if (to !== undefined) list.at(to % list.length)?.focus();
    else return;
    event.stopPropagation();
    event.preventDefault();
  });
  return () => (box.hidden ? open() : close());
}

/** Makes the bar work. `more` holds what buttons do that is not the text's own; gives `focus`, `update`. */
export function toolbar(bar, editor, more) {
  const blocks = bar.querySelector("[data-block]");
  const table = bar.querySelector("[data-tool=table]");
  const box = bar.querySelector("[data-menu=table]");
  const focus = roving(bar);
  const openTable = menu(table, box, (name) => run(editor, name));
  for (const one of bar.querySelectorAll("[data-keys]")) {
    one.dataset.tip = `${one.getAttribute("aria-label")} ${named(one.dataset.keys)}`;
    one.setAttribute("aria-keyshortcuts", one.dataset.keys.replaceAll("Ctrl", MAC ? "Meta" : "Control"));
  }
  const acts = { table: openTable, ...more };
  bar.addEventListener("mousedown", (event) => {
    // The text keeps its cursor.
    if (event.target.closest(".tool, [role=menuitem]")) event.preventDefault();
  });
  bar.addEventListener("click", ({ target }) => {
    const button = target.closest(".tool");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const act = acts[button.dataset.tool];
    if (act) act();
    else run(editor, button.dataset.tool);
  });
  blocks.addEventListener("change", () => {
    const level = Number(blocks.value);
    const chain = editor.chain();
    (level ? chain.setHeading({ level }) : chain.setParagraph()).run();
  });
  blocks.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); editor.commands.focus(); }
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    editor.commands.focus();
  });
  const update = () => {
    const press = (name, on) => bar.querySelector(`[data-tool=${name}]`).setAttribute("aria-pressed", String(on));
    for (const name of MARKS) press(name, editor.isActive(name));
    for (const name of BOXES) press(name, within(editor.state, name));
    blocks.value = style(editor);
    const can = editor.can();
    const enable = (one, yes) => one.setAttribute("aria-disabled", String(!yes));
    for (const name of ["undo", "redo"]) enable(bar.querySelector(`[data-tool=${name}]`), can[name]());
    const inside = editor.isActive("table");
    table.setAttribute("data-on", String(inside));
    for (const one of box.children) enable(one, inside !== (one.dataset.do === "insertTable"));
  };
  return { focus, update };
}
