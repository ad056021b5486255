// From clean HTML to a document: what the policy writes otherwise than the editor holds it.
import { DOMParser } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { fixTables, TableMap } from "@tiptap/pm/tables";

const HAN = "\\p{Script=Han}";
const FOLDED = new RegExp(`(?<=[${HAN}，。、；：！？])[\\t\\f\\r ]*\\n\\s*(?=${HAN})`, "gu");
const TEXT = 4; // NodeFilter.SHOW_TEXT

/** The parser of everything that is read into the editor, what the view reads of itself excepted. */
export class Reader extends DOMParser {
  parse(dom, options = {}) {
    if (options.from !== undefined) return super.parse(dom, options);
    const found = super.parse(prepared(dom), options);
    return found.type === this.schema.topNodeType ? settled(found) : found;
  }

  parseSlice(dom, options = {}) {
    return super.parseSlice(options.from === undefined ? prepared(dom) : dom, options);
  }
}

function prepared(dom) {
  const copy = dom.cloneNode(true);
  if (copy.querySelectorAll) copy.querySelectorAll("table > caption").forEach(boxed);
  const texts = document.createTreeWalker(copy, TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.includes("\n") && !text.parentElement?.closest("pre")) text.data = text.data.replace(FOLDED, "");
  }
  return copy;
}

/** Give a caption, which is in its table, a place before it. */
function boxed(caption) {
  const table = caption.parentElement;
  if (!table.parentNode) return;
  const box = document.createElement("div");
  const line = document.createElement("div");
  box.dataset.captioned = "";
  line.dataset.caption = "";
  if (caption.lang) line.lang = caption.lang;
  line.append(...caption.childNodes);
  caption.remove();
  table.replaceWith(box);
  box.append(line, table);
}

/** The document as its plug-ins want it, so that reading alone never counts as a change. */
function settled(doc) {
  const { tr } = EditorState.create({ doc });
  doc.descendants((node, place) => {
    if (node.type.name === "table") fillRows(tr, node, place);
  });
  const whole = fixTables(EditorState.create({ doc: tr.doc }))?.doc ?? tr.doc;
  if (whole.lastChild?.type.name === "paragraph") return whole;
  const { paragraph } = doc.type.schema.nodes;
  return whole.copy(whole.content.addToEnd(paragraph.create()));
}

/** Give short rows their missing cells at the end; the stock repair puts some in front. */
function fillRows(tr, table, place) {
  const missing = (TableMap.get(table).problems ?? []).filter(({ type }) => type === "missing");
  const lacks = new Map(missing.map(({ row, n }) => [row, n]));
  table.forEach((row, offset, index) => {
    const type = row.lastChild?.type ?? tr.doc.type.schema.nodes.tableCell;
    const cells = Array.from({ length: lacks.get(index) ?? 0 }, () => type.createAndFill());
    tr.insert(tr.mapping.map(place + 1 + offset + row.nodeSize - 1), cells);
  });
}
