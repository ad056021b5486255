// What comes from the clipboard, brought to the elements that a piece may hold.
import { build } from "./paste/build.js";
import { Source } from "./paste/source.js";

/**
 * The clipboard's HTML as headings, paragraphs, lists, tables and quotes; what our own editor
 * copied comes back as it is. Pictures that live elsewhere go, and `desk:dropped-pictures`
 * (its detail: { count }) says how many.
 */
export function transformPastedHTML(html, view) {
  if (/<[^>]+ data-pm-slice=/.test(html)) return html;
  const place = view?.dom ?? document.documentElement;
  const source = new Source(html);
  const { out, dropped } = build(source, place.closest("[lang]")?.lang ?? "");
  // A picture copied alone comes as a file too, and is taken from there.
  const alone = !out.textContent.trim() && window.event?.clipboardData?.files.length;
  if (dropped && !alone) {
    place.dispatchEvent(new CustomEvent("desk:dropped-pictures", { bubbles: true, detail: { count: dropped } }));
  }
  return out.innerHTML;
}

/** Lines of plain text without what indents them; in preformatted text everything stays. */
export function transformPastedText(text, plain, view) {
  if (view?.state.selection.$from.parent.type.spec.code) return text;
  return text.split(/\r\n?|\n/).map((line) => line.trim()).join("\n");
}
