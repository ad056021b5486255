// The document model of the editor: the elements and attributes of cms/text/policy.py, no others.
import { Extension } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { BulletList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { Dropcursor, Gapcursor, TrailingNode, UndoRedo } from "@tiptap/extensions";
import { DOMParser } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { attribute, blocks } from "./blocks.js";
import { MARKS } from "./marks.js";
import { transformPastedText } from "./paste.js";
import { Reader } from "./input.js";
import { TABLES } from "./tables.js";
import { rawSerializer, writer } from "./output.js";

const LANGUAGE = /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,4}$/i;
const UNMARKED = new Set(["doc", "text", "hardBreak", "horizontalRule", "image", "picture", "captionedTable"]);

/** `lang` everywhere but on rules, breaks and pictures. */
function language(types) {
  return Extension.create({
    name: "language",
    addGlobalAttributes: () => [{ types, attributes: { lang: attribute("lang", LANGUAGE) } }],
  });
}

/** Reading and writing as the policy does, for content, getHTML() and the clipboard alike. */
const Policy = Extension.create({
  name: "policy",
  onBeforeCreate() {
    const { schema } = this.editor;
    // Where fromSchema() of both classes looks first.
    schema.cached.domParser = new Reader(schema, DOMParser.schemaRules(schema));
    schema.cached.domSerializer = writer(schema);
  },
  addProseMirrorPlugins() {
    const clipboardSerializer = rawSerializer(this.editor.schema);
    return [new Plugin({ props: { clipboardSerializer, transformPastedText } })];
  },
});

/** The extensions of the editor; `figureView` is the node view of a picture of the piece's list. */
export function extensions({ figureView } = {}) {
  const content = [
    Document, Paragraph, Text, HardBreak, Heading.configure({ levels: [2, 3, 4] }), HorizontalRule,
    Blockquote, BulletList, ...blocks(figureView), ...TABLES, ...MARKS,
  ];
  const marked = content.map(({ name }) => name).filter((name) => !UNMARKED.has(name));
  return [...content, language(marked), Policy, UndoRedo, Gapcursor, Dropcursor, TrailingNode];
}
