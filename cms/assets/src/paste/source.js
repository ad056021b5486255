// What the clipboard holds: its document, what its style sheet says, and which of it nobody meant to copy.

const SHEET = /<style\b[^>]*>([^]*?)<\/style\s*>/gi;
const TAG = /<[a-z][^<>]*>/gi;
const INLINE = /\s(?:(style)|on[a-z]+)(?=\s*=)/gi;
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const LEVEL = /^@list\s+(l\d+:level\d+)\b/;
const SELECTOR = /^(?:\w+)?\.([\w\u0080-\uffff-]+)$|^(h[1-6])$/;
const SIGNS_OF_WORD = /\bmso-|\bclass=["']?Mso|urn:schemas-microsoft-com|\bSCXW\d/i;
const GONE =
  "head, script, style, title, meta, link, template, noscript, xml, svg, iframe, frame, object, embed, audio, " +
  "video, canvas, nav, [role=navigation], [hidden], [aria-hidden=true], button, input, select, textarea, option, " +
  "annotation, col, colgroup, .msocomanchor, .MsoCommentReference, .msoDel, .code-snippet__line-index, " +
  ".lark-record-clipboard, mpvoice, mpvideosnap, mpcps, qqmusic";
const GONE_NAMES = /^(?:mp-|v:|w:latent|o:(?!p$))/;
const GONE_PARTS = /^(?:comment|comment-list|header|footer|field-begin|field-end|field-separator)$/;

export class Source {
  constructor(html) {
    this.isWord = SIGNS_OF_WORD.test(html);
    this.levels = new Map();
    this.classes = new Map();
    this.body = new DOMParser().parseFromString(this.unstyled(html), "text/html").body;
  }

  /** Put styles and handlers where the page's own rules don't refuse them, each with a report. */
  unstyled(html) {
    const bare = html.replace(SHEET, (_, text) => {
      this.readSheet(text);
      return "";
    });
    return bare.replace(TAG, (tag) => tag.replace(INLINE, (_, style) => (style ? " data-css" : " data-on")));
  }

  readSheet(text) {
    const rules = text.replace(/<!--|-->|\/\*[^]*?\*\//g, " ");
    for (const [, selectors, body] of rules.matchAll(RULE)) {
      const level = LEVEL.exec(selectors.trim());
      if (level) this.levels.set(level[1], declarations(body));
      for (const selector of selectors.split(",")) {
        const found = SELECTOR.exec(selector.trim());
        if (found) this.classes.set(found[1] ?? found[2], declarations(body));
      }
    }
  }

  /** What is declared for an element: by its name, its classes and its own style. */
  css(element) {
    const named = [element.localName, ...element.classList].map((name) => this.classes.get(name));
    return Object.assign({}, ...named, declarations(element.dataset?.css ?? ""));
  }

  /** Whether an element goes with everything inside. */
  isGone(element, css) {
    if (element.matches(GONE) || GONE_NAMES.test(element.localName)) return true;
    if (css.display === "none" || css["mso-hide"] === "all" || GONE_PARTS.test(css["mso-element"] ?? "")) return true;
    return element.localName === "del" && (this.isWord || element.hasAttribute("datetime"));
  }
}

/** Read `name: value` pairs, those of Word included, which browsers don't know. */
function declarations(text) {
  const found = {};
  for (const [, name, value] of text.matchAll(/([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)/g)) {
    found[name.toLowerCase()] = value.trim().replace(/\s*!important$/i, "").toLowerCase();
  }
  return found;
}
