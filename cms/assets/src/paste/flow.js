// A place that blocks are put into, one after the other: the whole, a list item, a cell, a quote.
import { Line } from "./runs.js";

export class Flow {
  constructor(element, lang = "") {
    this.element = element;
    this.lang = lang;
    this.line = null;
    this.lists = [];
  }

  make(name, lang) {
    const made = this.element.ownerDocument.createElement(name);
    if (lang) made.lang = lang;
    return made;
  }

  text(text, meant) {
    if (!this.line && /^[ \t\n\r\f]*$/.test(text)) return;
    this.open(meant).text(text, meant);
  }

  open(meant) {
    this.line ??= new Line(this.make("p", meant.lang));
    return this.line;
  }

  /** A line break; two in a row are the end of a paragraph. */
  lineBreak() {
    if (!this.line) return;
    if (this.line.endsInBreak()) this.close();
    else this.line.add(this.make("br"));
  }

  /** End the paragraph that is open. */
  close() {
    if (!this.line) return;
    const { line } = this;
    this.line = null;
    line.finish();
    if (line.hasWords()) this.put(line.element);
  }

  put(block) {
    this.close();
    this.lists = [];
    this.element.append(block);
  }

  /** Fill a line (heading, caption, term) by `fill(flow)`; null when nothing is in it. */
  lineOf(name, lang, fill) {
    const only = new OnlyLine(this.make(name, lang));
    fill(only);
    only.line.finish();
    return only.line.hasWords() ? only.line.element : null;
  }

  /** Fill a block that holds blocks; null when nothing is in it. */
  flowOf(name, lang, fill) {
    const inner = new Flow(this.make(name, lang));
    fill(inner);
    inner.close();
    return inner.element.hasChildNodes() ? inner.element : null;
  }

  /** Add an item that knows its level: to the list that it continues, or to a new one. */
  item({ level, ordered, number }, li) {
    this.close();
    while (this.lists.at(-1)?.level > level) this.lists.pop();
    const last = this.lists.at(-1);
    const continues = last?.ordered === ordered && (!ordered || number === null || number === last.next);
    if (last?.level === level && !continues) this.lists.pop();
    if (this.lists.at(-1)?.level !== level) this.begin(level, ordered, number);
    const list = this.lists.at(-1);
    list.element.append(li);
    Object.assign(list, { li, next: list.next + 1 });
  }

  begin(level, ordered, number) {
    const element = this.make(ordered ? "ol" : "ul");
    if (ordered && number !== null && number !== 1) element.setAttribute("start", number);
    (this.lists.at(-1)?.li ?? this.element).append(element);
    this.lists.push({ level, ordered, element, li: null, next: number ?? 1 });
  }
}

/** A line that holds words alone: what would be blocks in it are lines. */
class OnlyLine {
  constructor(element) {
    this.isLine = true;
    this.line = new Line(element);
    this.broken = false;
  }

  text(text, meant) {
    if (!text.trim() && !this.line.hasWords()) return;
    if (text.trim() && this.broken) this.line.add(this.line.element.ownerDocument.createElement("br"));
    if (text.trim()) this.broken = false;
    this.line.text(text, meant);
  }

  open() {
    return this.line;
  }

  lineBreak() {
    this.close();
  }

  close() {
    this.broken = this.line.hasWords();
  }
}
