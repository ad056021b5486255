// A picture where it stands in the text: shown, described and moved there; its words live in the list.

const WORDS = ["alt", "caption", "credit"];
let made = 0;

function label(dom) {
  made += 1;
  for (const one of dom.querySelectorAll(".word")) {
    const input = one.querySelector("input");
    input.id = `placed-${made}-${input.dataset.word}`;
    one.querySelector("label").htmlFor = input.id;
    one.querySelector(".error").id = `${input.id}-error`;
  }
}

function move(editor, pos, by) {
  const { doc, tr } = editor.state;
  const $pos = doc.resolve(pos);
  const index = $pos.index();
  const beside = $pos.parent.maybeChild(index + by);
  if (!beside) return pos;
  const node = doc.nodeAt(pos);
  const to = by < 0 ? pos - beside.nodeSize : pos + beside.nodeSize;
  editor.view.dispatch(tr.delete(pos, pos + node.nodeSize).insert(to, node).scrollIntoView());
  return to;
}

/** The node view of pictures, and `type(src, name, value)` for words that were typed in the list. */
export function figures({ template, list, say, words }) {
  const views = new Set();

  const fill = (view) => {
    const row = list().find(view.src);
    const image = view.dom.querySelector("img");
    view.dom.toggleAttribute("data-gone", !row || row.out);
    if (row?.near && image.getAttribute("src") !== row.near) Object.assign(image, { src: row.near, width: row.width, height: row.height });
    for (const name of WORDS) {
      const input = view.dom.querySelector(`[data-word=${name}]`);
      const from = row?.field(name);
      const error = row?.error(name) ?? "";
      input.disabled = !row || row.out;
      input.value = from?.value ?? "";
      input.maxLength = { alt: 300, caption: 400, credit: 120 }[name];
      if (from?.lang) input.lang = from.lang;
      input.nextElementSibling.textContent = error;
      input.toggleAttribute("aria-invalid", false);
      if (error) { input.setAttribute("aria-invalid", "true"); input.setAttribute("aria-describedby", `${input.id}-error`); }
      if (name === "alt") image.alt = input.value;
    }
  };

  const view = ({ node, editor, getPos }) => {
    const dom = template.content.firstElementChild.cloneNode(true);
    label(dom);
    const own = { dom, src: node.attrs.src };
    const remove = () => editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + 1 }).run();
    const shift = (by, act) => {
      const to = move(editor, getPos(), by);
      editor.view.nodeDOM(to)?.querySelector(`[data-act=${act}]`)?.focus();
      say(words.moved);
    };
    const acts = {
      up: () => shift(-1, "up"),
      down: () => shift(1, "down"),
      out: () => { remove(); say(words.takenOut); },
      delete: () => { list().find(own.src)?.leaveOut(true); remove(); say(words.deleted); },
    };
    dom.addEventListener("click", ({ target }) => acts[target.closest("[data-act]")?.dataset.act]?.());
    dom.addEventListener("keydown", (event) => {
      // Enter in a word's line would send the form.
      if (event.key === "Enter" && event.target.matches("input") && !event.isComposing) event.preventDefault();
    });
    dom.addEventListener("input", ({ target }) => {
      const field = list().find(own.src)?.field(target.dataset.word);
      if (!field) return;
      field.value = target.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    views.add(own);
    fill(own);
    return {
      dom,
      update: (next) => {
        if (next.type !== node.type) return false;
        own.src = next.attrs.src;
        return true;
      },
      selectNode: () => dom.toggleAttribute("data-selected", true),
      deselectNode: () => dom.toggleAttribute("data-selected", false),
      stopEvent: ({ target, type }) => Boolean(target.closest?.("input, button, label")) || (type === "dragstart" && target.matches?.("input")),
      ignoreMutation: () => true,
      destroy: () => views.delete(own),
    };
  };
  const type = (src, name, value) => {
    for (const own of views) {
      if (own.src !== src) continue;
      const input = own.dom.querySelector(`[data-word=${name}]`);
      if (input.value !== value) input.value = value;
      if (name === "alt") own.dom.querySelector("img").alt = value;
    }
  };
  return { view, type, refresh: () => views.forEach(fill) };
}
