// All that the page loads: the editor on the page, and its parts for who tries them alone.
export * from "./main.js";
export { Editor } from "@tiptap/core";
export { transformPastedHTML } from "./paste.js";
export { extensions } from "./schema.js";
