// From the clipboard's document to ours, element by element.
import { isMedia } from "../blocks.js";
import { Flow } from "./flow.js";
import { onlineItem, wordItem } from "./lists.js";
import { within } from "./runs.js";
import { table } from "./tables.js";

const BLOCKS = new Set(
  ("p div section article main header footer aside address center details summary hgroup form fieldset legend " +
    "figure figcaption body html li dt dd caption tr td th tbody thead tfoot ul ol dl table h1 h2 h3 h4 h5 h6 " +
    "blockquote pre dialog").split(" "),
);
const LANGUAGE = /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,4}$/i;
const STYLE_NAME = /^(?:heading|标题|標題)\s*([1-9])$/;
const EMOJI = /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\u200d\ufe0f]*$/u;

/** The blocks of a source, and how many pictures could not come along. */
export function build(source, home) {
  const doc = document.implementation.createHTMLDocument();
  const flow = new Flow(doc.body);
  const builder = new Builder(source, home);
  builder.inside(source.body, { lang: "" }, flow);
  flow.close();
  doc.body.querySelectorAll("li, td, th, dd").forEach(tighten);
  return { out: doc.body, dropped: builder.dropped };
}

/** Let the only paragraph of an item or cell be its bare text. */
function tighten(cell) {
  const [first, ...more] = cell.children;
  if (first?.localName !== "p" || first.attributes.length) return;
  if (more.every(({ localName }) => localName === "ul" || localName === "ol")) first.replaceWith(...first.childNodes);
}

export class Builder {
  constructor(source, home) {
    this.source = source;
    this.home = primary(home);
    this.dropped = 0;
    // With a first level of its own, everything goes one down: the piece's title is the first level.
    this.down = source.body.querySelector("h1, [role=heading][aria-level='1']") ? 1 : 0;
  }

  inside(element, meant, flow) {
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) flow.text(child.data, meant);
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child, meant, flow);
    }
  }

  element(element, around, flow) {
    const css = this.source.css(element);
    if (this.source.isGone(element, css)) return;
    const name = element.localName;
    if (name === "br") return flow.lineBreak();
    if (name === "img") return this.picture(element, around, flow);
    const meant = within(element, css, around, this.source.isWord);
    const level = this.level(element, css);
    if (css["mso-element"] === "footnote-list") meant.notes = true;
    if (!flow.isLine && this.block(element, name, level, css, meant, flow)) return;
    if (name === "ruby" || name === "pre" && flow.isLine) return flow.open(meant).add(copied(element, flow));
    const isBlock = css.display !== "inline" && (BLOCKS.has(name) || /^(?:block|flex|grid)$/.test(css.display));
    if (isBlock) flow.close();
    this.inside(element, isBlock ? this.speaking(element, meant) : meant, flow);
    if (isBlock) flow.close();
  }

  /** Build what is more than a paragraph; false when it is none of that. */
  block(element, name, level, css, meant, flow) {
    const inner = this.speaking(element, meant);
    const item = level ? null : wordItem(element, css, this.source.levels);
    if (level) this.put(flow, flow.lineOf(`h${level}`, inner.lang, (line) => this.inside(element, { ...inner, plain: true, bold: false }, line)));
    else if (item) this.item(item, element, inner, flow);
    else if (/^MsoListParagraph/.test(element.className) && flow.lists.at(-1)?.li) this.more(element, inner, flow);
    else if (name === "hr") return meant.notes || this.put(flow, flow.make("hr"));
    else if (name === "ul" || name === "ol") this.list(element, inner, flow);
    else if (name === "blockquote") this.put(flow, flow.flowOf(name, inner.lang, (quote) => this.inside(element, { ...inner, lang: "" }, quote)));
    else if (name === "pre") this.put(flow, preformatted(element, flow));
    else if (name === "table") return table(this, element, inner, flow);
    else if (name === "dl") this.terms(element, inner, flow);
    else return false;
    return true;
  }

  put(flow, made) {
    flow.close();
    if (made) flow.put(made);
    return true;
  }

  /** The heading level that an element has by name, style or role; 0 for none. */
  level(element, { "mso-style-name": style = "", "mso-outline-level": outline }) {
    const { localName, classList } = element;
    if (classList.contains("MsoTitle")) return 2;
    const role = element.getAttribute("role") === "heading" ? element.getAttribute("aria-level") : undefined;
    const styled = STYLE_NAME.exec(style.replace(/["']/g, "").trim())?.[1];
    const classed = /\bMsoHeading(\d)\b/.exec(element.className)?.[1];
    const paragraph = localName === "p" ? (classed ?? styled ?? outline) : undefined;
    const found = Number(/^h([1-6])$/.exec(localName)?.[1] ?? role ?? paragraph);
    return found ? Math.min(Math.max(found + this.down, 2), 4) : 0;
  }

  /** What is meant inside a block, whose language counts where it is not that of the piece. */
  speaking(element, meant) {
    // Word writes the keyboard's language, not the words'.
    const lang = element.getAttribute("lang") ?? "";
    if (this.source.isWord || !LANGUAGE.test(lang)) return meant;
    return { ...meant, lang: primary(lang) === this.home ? "" : lang };
  }

  item(item, element, meant, flow) {
    const li = flow.flowOf("li", meant.lang, (inner) => this.inside(element, { ...meant, lang: "" }, inner));
    if (li) flow.item(item, li);
  }

  /** A further paragraph of the item before. */
  more(element, meant, flow) {
    flow.close();
    const made = flow.flowOf("li", "", (inner) => this.inside(element, meant, inner));
    if (made) flow.lists.at(-1).li.append(...made.childNodes);
  }

  list(element, meant, flow) {
    const online = [...element.children].map((li) => (li.localName === "li" ? onlineItem(li) : null));
    if (this.isOnline(element) && online.every(Boolean)) {
      [...element.children].forEach((li, at) => this.item(online[at], li, meant, flow));
      return;
    }
    const list = flow.make(element.localName);
    const start = element.getAttribute("start") ?? "";
    if (list.localName === "ol" && /^[0-9]{1,9}$/.test(start) && start !== "1") list.setAttribute("start", start);
    for (const child of element.childNodes) this.child(child, list, meant, flow);
    this.put(flow, list.hasChildNodes() ? list : null);
  }

  isOnline(element) {
    return /\b(?:SCXW|OutlineElement|ListContainer)/.test(`${element.className} ${element.firstElementChild?.className}`);
  }

  /** One child of a list; a list right within a list belongs to the item before. */
  child(node, list, meant, flow) {
    const nested = node.localName === "ul" || node.localName === "ol";
    const box = flow.flowOf("li", "", (inner) => {
      if (node.localName === "li") this.inside(node, this.speaking(node, meant), inner);
      else if (node.nodeType === Node.TEXT_NODE) inner.text(node.data, meant);
      else if (node.nodeType === Node.ELEMENT_NODE) this.element(node, meant, inner);
    });
    if (!box) return;
    if (nested && list.lastChild) list.lastChild.append(...box.childNodes);
    else list.append(box);
  }

  terms(element, meant, flow) {
    const list = flow.make("dl");
    for (const part of element.querySelectorAll(":scope > dt, :scope > dd, :scope > div > dt, :scope > div > dd")) {
      const fill = (inner) => this.inside(part, meant, inner);
      const made = part.localName === "dt" ? flow.lineOf("dt", "", fill) : flow.flowOf("dd", "", fill);
      if (made) list.append(made);
    }
    this.put(flow, list.hasChildNodes() ? list : null);
  }

  /** A picture of ours stands where it stood; a drawn letter becomes one; all others stay behind. */
  picture(img, meant, flow) {
    const src = img.getAttribute("src") ?? "";
    if (EMOJI.test(img.alt)) flow.text(img.alt, meant);
    else if (isMedia(src) && !flow.isLine) {
      const figure = flow.make("figure");
      figure.append(flow.make("img"));
      figure.firstChild.setAttribute("src", src);
      flow.put(figure);
    } else if (!(Number(img.getAttribute("width")) <= 2 && img.hasAttribute("width"))) this.dropped += 1;
  }
}

function primary(lang) {
  return lang.split("-")[0].toLowerCase();
}

/** A ruby with its readings, without what its source says of their looks. */
function copied(ruby, flow) {
  const made = flow.line?.element.ownerDocument.createElement("ruby") ?? flow.make("ruby");
  for (const child of ruby.childNodes) {
    if (child.localName === "rt" || child.localName === "rp") {
      made.append(made.ownerDocument.createElement(child.localName));
      made.lastChild.append(child.textContent);
    } else made.append(child.textContent);
  }
  return made;
}

function preformatted(pre, flow) {
  const made = flow.make("pre");
  const codes = pre.querySelectorAll(":scope > code");
  const text = codes.length > 1 ? [...codes].map(linesOf).join("\n") : linesOf(pre);
  made.append(text.replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, "").replaceAll("\u00a0", " "));
  return made.textContent.trim() ? made : null;
}

/** The text of an element in which each box is a line. */
function linesOf(element) {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.localName === "br") text += "\n";
    else if (node.nodeType === Node.ELEMENT_NODE) {
      const boxed = node.localName === "div" || node.localName === "p" || node.localName === "li";
      text += boxed && text && !text.endsWith("\n") ? `\n${linesOf(node)}` : linesOf(node);
      if (boxed) text += "\n";
    }
  }
  return text;
}
