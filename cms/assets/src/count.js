// How long a text is, counted as cms/text/plain.py counts: Han characters and words.

// The ranges of cms/text/han.py.
const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const EACH_HAN = new RegExp(`[${HAN}]`, "gu");
const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu;

const matches = (text, pattern) => text.match(pattern)?.length ?? 0;

/** Characters and words in Chinese (`zh…`), words in other languages. */
export function size(text, language) {
  if (!language.toLowerCase().startsWith("zh")) return matches(text, WORD);
  return matches(text, EACH_HAN) + matches(text.replace(EACH_HAN, " "), WORD);
}

/** The words of a document; blocks stand apart, pictures say nothing. */
export function wordsOf(doc) {
  const leaf = (node) => (node.isInline && node.type.name !== "hardBreak" ? "" : "\n");
  return doc.textBetween(0, doc.content.size, "\n", leaf);
}

/** Shows a text's length in `place`; `say` tells it to those who listen, once the typing rests. */
export function counter(place, say, words) {
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const REST = 3000; // milliseconds
  let shown = "";
  let timer = 0;
  return (doc, language, { first = false } = {}) => {
    const count = size(wordsOf(doc), language);
    const unit = language.toLowerCase().startsWith("zh") ? ["oneCharacter", "characters"] : ["oneWord", "words"];
    const text = words[unit[count === 1 ? 0 : 1]].replace("{count}", number.format(count));
    if (text === shown) return;
    shown = text;
    place.hidden = false;
    place.querySelector(".number").textContent = text;
    clearTimeout(timer);
    if (!first) timer = setTimeout(() => say(shown), REST);
  };
}
