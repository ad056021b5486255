// What comes from the clipboard, brought to the elements that a piece may hold.

export function transformPastedHTML(html) {
  return html;
}

/** Lines of plain text without what indents them; in preformatted text everything stays. */
export function transformPastedText(text, plain, view) {
  if (view?.state.selection.$from.parent.type.spec.code) return text;
  return text.split(/\r\n?|\n/).map((line) => line.trim()).join("\n");
}
