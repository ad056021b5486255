// From a document to HTML that `clean()` leaves as it is.
import { DOMSerializer } from "@tiptap/pm/model";

const UNWANTED =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;
const BEYOND = /[\u{10000}-\u{10ffff}]/gu;
const CELLS = "li, td, th, dd, blockquote";
const TEXT = 4; // NodeFilter.SHOW_TEXT

/** Writes as the policy does, both whole documents and single blocks. */
class Writer extends DOMSerializer {
  serializeFragment(fragment, options, target) {
    const out = super.serializeFragment(fragment, options, target);
    if (target) return out;
    finish(out);
    while (isEmptyParagraph(out.lastChild)) out.lastChild.remove();
    return out;
  }

  serializeNode(node, options) {
    const box = (options?.document ?? document).createDocumentFragment();
    box.append(super.serializeNode(node, options));
    finish(box);
    return box.firstChild;
  }
}

export function writer(schema) {
  return new Writer(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
}

/** The serialiser for copying, in which nothing is taken out that pasting would have to guess. */
export function rawSerializer(schema) {
  return new DOMSerializer(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
}

function finish(root) {
  root.querySelectorAll("[data-captioned]").forEach(unbox);
  root.querySelectorAll("table").forEach(section);
  root.querySelectorAll("figure[data-bare]").forEach(unwrap);
  root.querySelectorAll("[data-bare]").forEach(unwrap);
  tidyTexts(root);
}

function isEmptyParagraph(node) {
  return node?.localName === "p" && !node.hasChildNodes();
}

/** Put the caption back into its table, unless nobody wrote one. */
function unbox(box) {
  const line = box.firstElementChild;
  const table = box.lastElementChild;
  const caption = box.ownerDocument.createElement("caption");
  if (line.hasAttribute("lang")) caption.setAttribute("lang", line.getAttribute("lang"));
  caption.append(...line.childNodes);
  if (caption.hasChildNodes()) table.prepend(caption);
  box.replaceWith(table);
}

/** Gather rows into thead, tbody and tfoot; header rows that begin a new table are its head. */
function section(table) {
  const body = [...table.children].find((child) => child.localName === "tbody");
  let open = null;
  for (const tr of [...body.children]) {
    const { section: named, begins, sectionLang } = tr.dataset;
    const kind = `t${named ?? kindAfter(open, tr)}`;
    if (open?.localName !== kind || begins !== undefined) {
      open = table.appendChild(table.ownerDocument.createElement(kind));
      if (sectionLang) open.setAttribute("lang", sectionLang);
    }
    for (const name of ["section", "begins", "sectionLang"]) delete tr.dataset[name];
    open.append(tr);
  }
  body.remove();
}

/** The section of a row that knows none: one that was made in the editor. */
function kindAfter(open, tr) {
  if (open?.localName === "tfoot") return "foot";
  const heads = tr.children.length && [...tr.children].every((cell) => cell.localName === "th");
  return heads && open?.localName !== "tbody" ? "head" : "body";
}

/** Let the text of a cell stand without paragraphs, unless two would run together. */
function unwrap(cell) {
  delete cell.dataset.bare;
  const paragraphs = [...cell.querySelectorAll("p")].filter((p) => around(p, cell) === cell);
  const fits = (p) => p.parentElement === cell && !p.attributes.length && p.nextSibling?.localName !== "p";
  if (paragraphs.every(fits)) paragraphs.forEach((p) => p.replaceWith(...p.childNodes));
}

/** The cell that a paragraph counts for, as the policy's own outline sees it. */
function around(paragraph, cell) {
  const inner = paragraph.closest(CELLS);
  return inner && cell.contains(inner) ? inner : cell;
}

function tidyTexts(root) {
  const texts = root.ownerDocument.createTreeWalker(root, TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/\r\n?/g, "\n").replace(UNWANTED, "").replace(BEYOND, unlessNone);
    // The line break after <pre> is no part of its text to any parser.
    if (text.parentNode.localName === "pre" && !text.previousSibling) text.data = text.data.replace(/^\n+/, "");
  }
}

/** Take out the last two code points of each plane, which are no characters. */
function unlessNone(character) {
  return (character.codePointAt(0) & 0xfffe) === 0xfffe ? "" : character;
}
