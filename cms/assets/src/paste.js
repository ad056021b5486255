// What comes from the clipboard, brought to the elements that a piece may hold.

export function transformPastedHTML(html) {
  return html;
}
