// Words of one line, each in the elements that its source meant by tags or by style.
import { toLink } from "../linking.js";

const TAGS = {
  b: { bold: true }, strong: { bold: true }, i: { italic: true }, em: { italic: true },
  s: { strike: true }, strike: { strike: true }, del: { deleted: true }, ins: { inserted: true },
  sub: { script: "sub" }, sup: { script: "sup" },
  code: { code: true }, kbd: { code: true }, samp: { code: true }, tt: { code: true }, abbr: { abbr: true },
};
const BOLD = /^(?:bold|bolder|[6-9]\d\d)$/;
const NOT_BOLD = /^(?:normal|lighter|[1-5]\d\d)$/;
const NOTE = /^Mso(?:Foot|End)noteReference$/;
const CJK = "\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef";
const FOLDED = new RegExp(`(?<=[${CJK}])[ \\t]*[\\r\\n]\\s*(?=[${CJK}])`, "gu");
const EDGE = "[\\s\\u200b\\ufeff]+"; // \s holds U+00A0 and U+3000

/** What words inside `element` are, given what they were around it. */
export function within(element, css, around, isWord) {
  const meant = { ...around, ...TAGS[element.localName] };
  if (element.localName === "ins" && (isWord || element.hasAttribute("datetime"))) meant.inserted = around.inserted;
  if (element.localName === "a") meant.link = toLink(element.getAttribute("href")) ?? around.link;
  if ([...element.classList].some((name) => NOTE.test(name))) meant.script = "sup";
  if (BOLD.test(css["font-weight"])) meant.bold = true;
  if (NOT_BOLD.test(css["font-weight"])) meant.bold = false;
  if (/^(?:italic|oblique)/.test(css["font-style"])) meant.italic = true;
  if (css["font-style"] === "normal") meant.italic = false;
  if (/line-through/.test(css["text-decoration"] ?? css["text-decoration-line"])) meant.strike = true;
  if (/^(?:super|sub)$/.test(css["vertical-align"])) meant.script = css["vertical-align"].slice(0, 3);
  if (meant.plain) meant.bold = false;
  return meant;
}

function wrappers({ link, inserted, deleted, bold, italic, strike, abbr, script, code }) {
  const marks = { ins: inserted, del: deleted, strong: bold, em: italic, s: strike, abbr, [script]: script, code };
  return [...(link ? ["a"] : []), ...Object.keys(marks).filter((name) => marks[name])];
}

/** A paragraph, heading or caption that is being filled. */
export class Line {
  constructor(element) {
    this.element = element;
    this.kind = null;
  }

  text(text, meant) {
    const kind = `${wrappers(meant)} ${meant.link}`;
    if (kind !== this.kind) this.inner = this.open(meant);
    this.kind = kind;
    this.inner.append(text.replace(FOLDED, "").replace(/[ \t\n\r\f]+/g, " "));
  }

  open(meant) {
    let inner = this.element;
    for (const name of wrappers(meant)) {
      inner = inner.appendChild(inner.ownerDocument.createElement(name));
      if (name === "a") inner.setAttribute("href", meant.link);
    }
    return inner;
  }

  /** Add a node that stands among the words. */
  add(node) {
    this.element.append(node);
    this.kind = null;
  }

  endsInBreak() {
    return this.element.lastChild?.localName === "br";
  }

  hasWords() {
    return this.element.textContent.trim() !== "" || this.element.querySelector("img") !== null;
  }

  /** Trim both ends, and make blanks that only kept a distance single ones. */
  finish() {
    const texts = this.element.ownerDocument.createTreeWalker(this.element, 4);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      text.data = text.data.replace(/[ \u00a0]*(?:\u00a0 | \u00a0|\u00a0\u00a0)[ \u00a0]*/g, " ");
    }
    for (const { previousSibling } of this.element.querySelectorAll("br")) {
      if (previousSibling?.nodeType === Node.TEXT_NODE) previousSibling.data = previousSibling.data.trimEnd();
    }
    trim(this.element, "firstChild", new RegExp(`^${EDGE}`));
    trim(this.element, "lastChild", new RegExp(`${EDGE}$`));
  }
}

function trim(element, side, blank) {
  for (let edge = element[side]; edge; edge = element[side]) {
    const leaf = deepest(edge, side);
    if (leaf.nodeType === Node.TEXT_NODE) leaf.data = leaf.data.replace(blank, "");
    const goes = leaf.nodeType === Node.TEXT_NODE ? !leaf.data : leaf.localName !== "img";
    if (!goes) return;
    leaf.remove();
  }
}

function deepest(node, side) {
  return node[side] ? deepest(node[side], side) : node;
}
