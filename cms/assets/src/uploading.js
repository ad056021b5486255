// Picture files on their way: sent one after the other, waiting in the text where they will stand.
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const key = new PluginKey("waiting");

/** Keeps a place in the text for every picture that is not here yet. */
export const Waiting = Extension.create({
  name: "waiting",
  addProseMirrorPlugins: () => [new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, before) {
        const set = before.map(tr.mapping, tr.doc);
        const { add, remove } = tr.getMeta(key) ?? {};
        if (add) return set.add(tr.doc, [Decoration.widget(add.at, add.box, { id: add.box, side: 1, stopEvent: () => true })]);
        return remove ? set.remove(set.find(null, null, ({ id }) => id === remove)) : set;
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })],
});

/** Where a block may stand near `at`: in place of an empty paragraph, else behind the one there. */
export function spot(doc, at) {
  const $at = doc.resolve(Math.min(at, doc.content.size));
  if ($at.depth === 0) return { from: $at.pos, to: $at.pos };
  const block = $at.node(1);
  const from = $at.before(1);
  if (block.isTextblock && block.content.size === 0) return { from, to: $at.after(1) };
  if ($at.depth === 1 && $at.parentOffset === 0) return { from, to: from };
  return { from: $at.after(1), to: $at.after(1) };
}

/** Puts a picture of the list where the cursor stands. */
export function put(editor, src, at = editor.state.selection.to) {
  const { from, to } = spot(editor.state.doc, at);
  editor.view.dispatch(editor.state.tr.replaceWith(from, to, editor.schema.nodes.picture.create({ src })));
  return from;
}

function send(form, url, file, progress) {
  const data = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (/^(csrf_token|form_key|pictures-\d+-(reference|left_out))$/.test(name)) data.append(name, value);
  }
  data.append("new_pictures", file, file.name || "picture.png");
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => { if (lengthComputable) progress(loaded / total); };
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error(request.response?.error ?? "")));
    request.onerror = () => reject(new Error(""));
    request.send(data);
  });
}

/** Gives `bring(files, at)`, and `under way`, which holds while a picture is not here yet. */
export function uploads({ form, url, template, list, say, words }) {
  let editor = null;
  let line = Promise.resolve();
  let count = 0;

  const standing = (box) => key.getState(editor.state).find(null, null, ({ id }) => id === box)[0]?.from;
  const leave = (box) => editor.view.dispatch(editor.state.tr.setMeta(key, { remove: box }).setMeta("addToHistory", false));
  const wait = (file, at) => {
    const box = template.content.firstElementChild.cloneNode(true);
    box.querySelector(".name").textContent = words.uploading.replace("{name}", file.name);
    box.querySelector("button").addEventListener("click", () => { leave(box); editor.commands.focus(); });
    const { from } = spot(editor.state.doc, at);
    editor.view.dispatch(editor.state.tr.setMeta(key, { add: { at: from, box } }).setMeta("addToHistory", false));
    return box;
  };
  const fail = (box, why) => {
    box.toggleAttribute("data-failed", true);
    box.querySelector(".error span").textContent = why;
    say(why);
  };
  const one = async (file, box) => {
    try {
      const bar = box.querySelector("progress");
      const told = await send(form, url, file, (part) => { bar.value = part; });
      const { src } = list.add(told);
      const at = standing(box) ?? editor.state.doc.content.size;
      leave(box);
      put(editor, src, at);
      say(words.uploaded.replace("{name}", file.name));
    } catch (error) {
      fail(box, error.message || words.failed);
    }
  };
  const bring = (files, at = editor.state.selection.to) => {
    const pictures = [...files].filter(({ type }) => type.startsWith("image/"));
    if (pictures.length < files.length) say(words.noPicture);
    for (const file of pictures) {
      const box = wait(file, at);
      say(words.uploading.replace("{name}", file.name));
      count += 1;
      line = line.then(() => one(file, box)).finally(() => { count -= 1; });
    }
    return pictures.length > 0;
  };
  return { bring, use: (made) => { editor = made; }, pending: () => count > 0, done: () => line };
}
