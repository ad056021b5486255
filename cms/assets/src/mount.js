// One text being written: the editor over its field, what goes back into the field, and when.
import { Editor, Extension } from "@tiptap/core";
import { DOMSerializer } from "@tiptap/pm/model";
import { counter } from "./count.js";
import { figures } from "./figures.js";
import { linkDialog } from "./link.js";
import { transformPastedHTML } from "./paste.js";
import { pictureList } from "./rows.js";
import { extensions } from "./schema.js";
import { run, toolbar, named } from "./toolbar.js";
import { put, uploads, Waiting } from "./uploading.js";

const PAUSE = 400; // milliseconds

/** The HTML of a document, each block on a line of its own; empty lines at its end are nobody's. */
export function htmlOf(editor) {
  const serializer = DOMSerializer.fromSchema(editor.schema);
  const still = document.implementation.createHTMLDocument(); // loads no picture
  const blocks = [];
  editor.state.doc.forEach((node) => {
    const box = still.createElement("div");
    box.append(serializer.serializeNode(node, { document: still }));
    blocks.push(box.innerHTML);
  });
  while (blocks.at(-1) === "<p></p>") blocks.pop();
  return blocks.join("\n");
}

function paragraphs(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.map((line) => {
    const p = document.createElement("p");
    p.textContent = line;
    return p.outerHTML;
  }).join("");
}

/** The HTML of what a field holds, null where only the server can read it. */
function readable(text, format) {
  if (format === "markdown") return text.trim() ? null : "";
  return format === "html" && /<[a-z/]/i.test(text) ? text : paragraphs(text);
}

function keys({ openLink, clear, toBar }) {
  return Extension.create({
    name: "keys",
    priority: 1000,
    addKeyboardShortcuts() {
      const item = (name) => () => this.editor.commands[name]("listItem");
      return {
        "Mod-k": () => { openLink(); return true; },
        "Mod-\\": () => { clear(); return true; },
        "Mod-]": item("sinkListItem"),
        "Mod-[": item("liftListItem"),
        "Alt-F10": () => { toBar(); return true; },
        Escape: () => { if (!this.editor.isActive("table")) return false; toBar(); return true; },
      };
    },
  });
}

/** The files of a clipboard or of what was dropped, unless words come with them. */
function filesOf(data) {
  const html = data?.getData("text/html") ?? "";
  const words = new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
  return words || data?.getData("text/plain").trim() ? [] : [...(data?.files ?? [])];
}

/** Mounts the editor over the field of `place`; the field goes with the form as ever. */
export function mount(place) {
  const form = place.closest("form");
  const field = place.querySelector("textarea");
  const formats = form.elements.format;
  const label = document.getElementById(`${field.id}-label`);
  const parts = place.querySelector("template[data-editor-parts]").content.cloneNode(true);
  const bar = parts.querySelector("[role=toolbar]");
  const surface = parts.querySelector("[data-surface]");
  const dialogs = Object.fromEntries([...parts.querySelectorAll("dialog")].map((one) => [one.dataset.dialog, one]));
  const saying = place.querySelector("[data-editor-say]");
  const words = saying.dataset;
  const say = (text) => { saying.textContent = text; };
  const language = () => form.elements.language?.value || field.lang || document.documentElement.lang;

  document.body.append(...Object.values(dialogs));
  place.prepend(bar, surface);

  let editor;
  let list;
  const bare = { find: () => undefined };
  const placed = figures({ template: place.querySelector("template[data-editor-figure]"), list: () => list ?? bare, say, words });
  list = pictureList(form, placed.type);
  const sending = uploads({ form, url: place.dataset.uploads, template: place.querySelector("template[data-editor-waiting]"), list, say, words });
  const actions = {};
  const held = {}; // what the document was read from: a field's text, its format, and the HTML it came to
  let dirty = false;
  let timer = 0;

  const described = [field.getAttribute("aria-invalid") && `${field.id}-error`, `${field.id}-count`].filter(Boolean);
  editor = new Editor({
    element: surface,
    extensions: [
      ...extensions({ figureView: placed.view }), Waiting,
      keys({ openLink: () => actions.link(), clear: () => run(editor, "clear"), toBar: () => actions.toBar() }),
    ],
    injectCSS: false,
    content: "",
    editorProps: {
      transformPastedHTML,
      attributes: {
        id: `${field.id}-surface`, class: "prose", role: "textbox", "aria-multiline": "true",
        "aria-labelledby": label.id, "aria-describedby": described.join(" "),
        ...(field.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
      },
      handleDOMEvents: {
        // What an input method takes is not ours, and outside a table Tab is the browser's: it leaves the text.
        keydown: (_view, event) => event.isComposing || (event.key === "Tab" && !editor.isActive("table")),
      },
      handlePaste: (_view, event) => sending.bring(filesOf(event.clipboardData)),
      handleDrop: (view, event, _slice, moved) => {
        if (moved || !event.dataTransfer?.files.length) return false;
        event.preventDefault();
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        sending.bring([...event.dataTransfer.files], at);
        return true;
      },
    },
  });
  sending.use(editor);
  place.editor = editor;

  const count = counter(place.querySelector("[data-editor-count]"), say, words);
  const standing = () => {
    const found = new Set();
    editor.state.doc.descendants((node) => { if (node.type.name === "picture") found.add(node.attrs.src); });
    return found;
  };
  const look = (how) => {
    count(editor.state.doc, language(), how);
    list.mark(standing(), place.dataset.mode === "text");
  };
  const write = ({ whatever = false } = {}) => {
    clearTimeout(timer);
    // While the source is open, it is the field that people write in.
    if (!dirty || place.dataset.mode !== "text") return;
    if (editor.view.composing && !whatever) { timer = setTimeout(write, PAUSE); return; }
    dirty = false;
    const html = htmlOf(editor);
    const same = html === held.html;
    field.value = same ? held.text : html;
    formats.value = same ? held.format : "html";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const changed = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
    look();
  };
  const show = (mode) => {
    place.dataset.mode = mode;
    for (const one of [field, place.querySelector(".notation")]) one?.toggleAttribute("hidden", mode === "text");
    surface.hidden = mode !== "text";
    bar.querySelector("[data-tool=source]").setAttribute("aria-pressed", String(mode !== "text"));
  };
  const hold = () => Object.assign(held, { text: field.value, format: formats.value, html: htmlOf(editor) });
  const read = (html) => {
    // Undoing never goes back behind what was read.
    editor.chain().setMeta("addToHistory", false).setContent(html, { emitUpdate: false }).run();
    dirty = false;
    clearTimeout(timer);
    hold();
  };
  const load = () => {
    const html = readable(field.value, formats.value);
    if (html === null) return false;
    read(html);
    return true;
  };
  const toSource = () => {
    write({ whatever: true });
    Object.assign(held, { text: field.value, format: formats.value, html: htmlOf(editor) });
    show("source");
    look();
    field.focus();
    say(words.toSource);
  };
  const untouched = () => held.text === field.value && held.format === formats.value;
  const toText = () => {
    if (!untouched() && !load()) { say(words.unread); return actions.unread(); }
    actions.unread(false);
    show("text");
    write(); // a picture may have come meanwhile
    look();
    editor.commands.focus();
    return say(words.toText);
  };
  const into = (src) => {
    if (place.dataset.mode !== "text") return;
    const at = put(editor, src);
    editor.commands.focus(undefined, { scrollIntoView: false });
    editor.view.nodeDOM(at)?.scrollIntoView({ block: "center" });
    say(words.placed);
  };

  const chooser = document.createElement("input");
  Object.assign(chooser, { type: "file", multiple: true, accept: form.elements.new_pictures?.accept ?? "image/*" });
  chooser.addEventListener("change", () => { sending.bring(chooser.files); chooser.value = ""; editor.commands.focus(); });
  const unread = document.createElement("p");
  unread.className = "error";
  unread.textContent = words.unread;
  Object.assign(actions, {
    link: linkDialog(dialogs.link, editor),
    help: () => dialogs.help.showModal(),
    picture: () => chooser.click(),
    source: () => (place.dataset.mode === "text" ? toSource() : toText()),
    unread: (on = true) => { if (on) field.after(unread); else unread.remove(); },
  });
  const tools = toolbar(bar, editor, actions);
  actions.toBar = tools.focus;
  for (const one of dialogs.help.querySelectorAll("kbd")) one.textContent = named(one.textContent);
  dialogs.help.addEventListener("click", ({ target }) => { if (target.closest("[data-do=close]")) dialogs.help.close(); });
  dialogs.help.addEventListener("close", () => { bar.querySelector("[data-tool=help]").focus(); });

  editor.on("update", changed);
  editor.on("transaction", tools.update);
  addEventListener("desk:dropped-pictures", () => say(words.dropped));
  // Before whoever keeps the form looks at it.
  const writeAll = () => write({ whatever: true });
  addEventListener("pagehide", writeAll, true);
  document.addEventListener("visibilitychange", writeAll, true);
  form.addEventListener("desk:restored", () => {
    placed.refresh();
    const html = readable(field.value, formats.value);
    if (html === null) show("source");
    else { read(html); show("text"); }
    look();
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name === "language") { surface.lang = language(); look(); }
    if (target.name?.startsWith("pictures-")) { placed.refresh(); look(); }
  });
  let passed = false;
  const seen = new Set();
  /** Shows a picture that did not come; whoever sends once more sends without it. */
  const lost = () => {
    const boxes = [...surface.querySelectorAll("[data-failed]")].filter((box) => !seen.has(box));
    for (const box of boxes) seen.add(box);
    boxes[0]?.scrollIntoView({ block: "center" });
    if (boxes.length) say(boxes[0].querySelector(".error").textContent);
    return boxes.length > 0;
  };
  const holdBack = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
  form.addEventListener("submit", (event) => {
    writeAll();
    if (passed) return;
    if (!sending.pending()) { if (lost()) holdBack(event); return; }
    holdBack(event);
    say(words.waiting);
    const { submitter } = event;
    sending.done().then(() => { if (lost()) return; passed = true; form.requestSubmit(submitter); passed = false; });
  }, true);
  list.list?.addEventListener("click", ({ target }) => {
    if (target.closest("[data-into-text]")) into(target.closest(".picture").dataset.src);
  });
  label.addEventListener("click", () => { if (place.dataset.mode === "text") editor.commands.focus(); });
  document.addEventListener("click", (event) => {
    if (place.dataset.mode !== "text" || !event.target.closest?.(`a[href$="#${field.id}"]`)) return;
    event.preventDefault();
    editor.commands.focus();
    surface.scrollIntoView({ block: "center" });
  });

  const given = place.querySelector("template[data-editor-html]");
  surface.lang = language();
  if (given) read(given.innerHTML);
  else if (!load()) { hold(); show("source"); }
  // A page gone back to has its fields as they were left, which browsers see to after its scripts.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted && !dirty && !untouched()) form.dispatchEvent(new CustomEvent("desk:restored", { bubbles: true }));
  });
  if (!place.dataset.mode) show("text");
  look({ first: true });
  tools.update();
  return editor;
}


