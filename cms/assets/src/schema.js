// The document model of the editor: the elements and attributes of cms/text/policy.py, no others.
import { Node } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Strike } from "@tiptap/extension-strike";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Dropcursor, Gapcursor, UndoRedo } from "@tiptap/extensions";

const MEDIA = /^\/media\/[0-9a-f]{64}\.[a-z0-9]{2,5}$/;

function picture(figureView) {
  return Node.create({
    name: "picture",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({ src: { default: "" } }),
    parseHTML: () => [{
      tag: "figure",
      priority: 60,
      getAttrs: (figure) => {
        const src = figure.querySelector("img")?.getAttribute("src") ?? "";
        return MEDIA.test(src) && figure.childElementCount === 1 ? { src } : false;
      },
    }],
    renderHTML: ({ HTMLAttributes }) => ["figure", ["img", HTMLAttributes]],
    ...(figureView ? { addNodeView: () => figureView } : {}),
  });
}

/** The extensions of the editor; `figureView` is the node view of a picture of the piece's list. */
export function extensions({ figureView } = {}) {
  return [
    Document, Paragraph, Text, HardBreak, Heading.configure({ levels: [2, 3, 4] }), HorizontalRule,
    Blockquote, BulletList, OrderedList, ListItem, CodeBlock, Bold, Italic, Strike, Code,
    Link.configure({ openOnClick: false, autolink: false, HTMLAttributes: { target: null, rel: null } }),
    Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
    picture(figureView), UndoRedo, Gapcursor, Dropcursor,
  ];
}
