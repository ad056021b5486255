// Mounts the editor over every textarea inside [data-editor].
import { Editor } from "@tiptap/core";
import { transformPastedHTML } from "./paste.js";
import { extensions } from "./schema.js";

for (const place of document.querySelectorAll("[data-editor]")) {
  const given = place.querySelector("template[data-editor-html]");
  const box = document.createElement("div");
  place.append(box);
  place.editor = new Editor({
    element: box,
    extensions: extensions(),
    injectCSS: false,
    content: given ? given.innerHTML : "",
    editorProps: { transformPastedHTML },
  });
}
