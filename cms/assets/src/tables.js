// Tables whose sections are attributes of rows, since ProseMirror's tables hold rows alone.
import { Node } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { attribute, BARE, plain } from "./blocks.js";

const SPAN = /^[1-9][0-9]?$/;
const SCOPE = /^(?:row|col)(?:group)?$/;
const SECTIONS = { thead: "head", tbody: "body", tfoot: "foot" };

function span(name) {
  return {
    default: 1,
    parseHTML: (cell) => (SPAN.test(cell.getAttribute(name) ?? "") ? Number(cell.getAttribute(name)) : 1),
    renderHTML: ({ [name]: count }) => (count > 1 ? { [name]: count } : {}),
  };
}

const cell = { ...BARE, colspan: span("colspan"), rowspan: span("rowspan") };

/** Read what a row knows of its section from the element around it, or from a copied row. */
function row(name, data, read) {
  return {
    default: null,
    parseHTML: (tr) => tr.getAttribute(data) ?? read(tr, tr.parentElement),
    renderHTML: ({ [name]: value }) => (value === null ? {} : { [data]: value }),
  };
}

/** Where rows begin a section of their own, though the one before is of the same kind. */
function begins(tr, around) {
  const first = around?.localName in SECTIONS && !tr.previousElementSibling;
  return first && around.previousElementSibling?.localName === around.localName ? "" : null;
}

const table = Table.extend({
  addNodeView: null, // the stock view writes widths into style
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
  addCommands() {
    return { ...this.parent?.(), deleteTable: () => deleteTable };
  },
});

/** Delete the table around the selection, with its caption. */
function deleteTable({ state, dispatch }) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== "table") continue;
    const outer = $from.node(depth - 1).type.name === "captionedTable" ? depth - 1 : depth;
    if (dispatch) dispatch(state.tr.delete($from.before(outer), $from.after(outer)).scrollIntoView());
    return true;
  }
  return false;
}

export const TABLES = [
  table.configure({ resizable: false }),
  TableRow.extend({
    addAttributes: () => ({
      section: row("section", "data-section", (_, around) => SECTIONS[around?.localName] ?? null),
      begins: row("begins", "data-begins", begins),
      sectionLang: row("sectionLang", "data-section-lang", sectionLang),
    }),
  }),
  TableHeader.extend({ content: "block+", addAttributes: () => ({ ...cell, scope: attribute("scope", SCOPE) }) }),
  TableCell.extend({ content: "block+", addAttributes: () => cell }),
  // `input.js` puts a table with a caption into such a box, `output.js` takes it out.
  Node.create({
    name: "captionedTable",
    group: "block",
    content: "tableCaption table",
    isolating: true,
    parseHTML: () => [{ tag: "div[data-captioned]" }],
    renderHTML: ({ HTMLAttributes }) => ["div", { ...HTMLAttributes, "data-captioned": "" }, 0],
  }),
  plain("tableCaption", "div", {
    content: "inline*",
    defining: true,
    isolating: true,
    parseHTML: () => [{ tag: "div[data-caption]" }],
    renderHTML: ({ HTMLAttributes }) => ["div", { ...HTMLAttributes, "data-caption": "" }, 0],
  }),
];

function sectionLang(tr, around) {
  return around?.localName in SECTIONS ? around.getAttribute("lang") : null;
}
