// List items of Word, which are paragraphs that name their list, its level and their own number.

const NAMED = /\b(l\d+)\s+level(\d+)/;
const LETTERS = { "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9 };
const ORDERED = /^[(（[]?(?:\d+(?:[.．]\d+)*|[a-z]{1,5}(?=[.)）、．])|[一二三四五六七八九十百]+(?=[.)）、．])|[①-⑳])[.)）\]、．]?$/i;
const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** The item that a paragraph of Word or WPS is: { level, ordered, number }, or null for none. */
export function wordItem(paragraph, css, levels) {
  const named = NAMED.exec(css["mso-list"] ?? "");
  if (!named) return null;
  const sign = marker(paragraph);
  const format = levels.get(`${named[1]}:level${named[2]}`)?.["mso-level-number-format"];
  const defined = levels.has(`${named[1]}:level${named[2]}`);
  const ordered = defined ? format !== "bullet" && format !== "image" : ORDERED.test(sign);
  return { level: Number(named[2]), ordered, number: ordered ? numberOf(sign, format ?? "") : null };
}

/** Take the marker out of its paragraph; Word writes it as text that lists should ignore. */
function marker(paragraph) {
  const spans = [...paragraph.querySelectorAll("[data-css*='mso-list']")];
  const found = spans.find((span) => /mso-list:\s*ignore/i.test(span.dataset.css));
  found?.remove();
  return (found?.textContent ?? "").replace(/[\s\u00a0]+/g, "");
}

/** The item that a list item of Word Online is, which has a list of its own. */
export function onlineItem(item) {
  const level = Number(item.dataset.ariaLevel);
  if (!level) return null;
  const ordered = item.parentElement.localName === "ol";
  const number = Number(item.dataset.ariaPosinset ?? item.parentElement.getAttribute("start"));
  return { level, ordered, number: ordered && number ? number : null };
}

function numberOf(sign, format) {
  const digits = /(\d+)\D*$/.exec(sign);
  if (digits) return Number(digits[1]);
  const circled = /[①-⑳]/.exec(sign);
  if (circled) return circled[0].codePointAt(0) - 0x245f;
  const han = /[一二三四五六七八九十]+/.exec(sign);
  if (han) return hanNumber(han[0]);
  const letters = /[a-z]+/.exec(sign.toLowerCase())?.[0];
  if (!letters) return null;
  return format.includes("roman") ? romanNumber(letters) : letters.charCodeAt(0) - 96;
}

function hanNumber(text) {
  const [tens, ones] = text.includes("十") ? text.split("十") : ["0", text];
  return (tens === "" ? 1 : (LETTERS[tens] ?? 0)) * 10 + (LETTERS[ones] ?? 0);
}

function romanNumber(text) {
  const values = [...text].map((letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0) || null;
}
