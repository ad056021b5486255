// Lists, terms, figures, preformatted text, ruby and pictures: blocks and runs that hold others.
import { Node } from "@tiptap/core";
import { CodeBlock } from "@tiptap/extension-code-block";
import { ListItem, OrderedList } from "@tiptap/extension-list";

const MEDIA = /^\/media\/[0-9a-f]{64}\.[a-z0-9]{2,5}$/;
const PIXELS = /^[1-9][0-9]{0,3}$/;
const START = /^[0-9]{1,9}$/;

/** Whether an address is that of one of our own media files. */
export function isMedia(address) {
  return MEDIA.test(address ?? "");
}

/** An attribute whose value is kept as written when it fits, and is absent otherwise. */
export function attribute(name, pattern) {
  return {
    default: null,
    parseHTML: (element) => {
      const value = element.getAttribute(name);
      return value !== null && pattern.test(value) ? value : null;
    },
  };
}

/** A node that is its element and no more. */
export function plain(name, tag, rest) {
  return Node.create({
    name,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    ...rest,
  });
}

/**
 * Whether the only text of a cell stands in it without a paragraph of its own, as the policy
 * leaves it. The editor always has a paragraph there, and `output.js` takes it out again.
 */
export const BARE = {
  bare: {
    default: true,
    parseHTML: (element) => element.hasAttribute("data-bare") || !element.querySelector(":scope > p"),
    renderHTML: ({ bare }) => (bare ? { "data-bare": "" } : {}),
  },
};

const item = ListItem.extend({ content: "block+", addAttributes: () => BARE });
const ordered = OrderedList.extend({
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: ({ attributes }) => (START.test(attributes.start?.value ?? "") ? Number(attributes.start.value) : 1),
      renderHTML: ({ start }) => (start === 1 ? {} : { start }),
    },
  }),
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
  // Numbered lines of plain text stay paragraphs: 「1. 引言」 is a heading more often than an item.
  addProseMirrorPlugins: () => [],
});

const preformatted = CodeBlock.extend({
  content: "inline*",
  marks: "_",
  addAttributes: () => ({}),
  renderHTML: ({ HTMLAttributes }) => ["pre", HTMLAttributes, 0],
});

const image = Node.create({
  name: "image",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes: () => ({
    src: attribute("src", MEDIA),
    alt: attribute("alt", /^[^]{0,2048}$/u),
    width: attribute("width", PIXELS),
    height: attribute("height", PIXELS),
  }),
  parseHTML: () => [{ tag: "img", getAttrs: (img) => (isMedia(img.getAttribute("src")) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
});

/** A picture of the piece's list, at its place in the text: its words stay in the list. */
function picture(figureView) {
  return Node.create({
    name: "picture",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({ src: { default: null, rendered: false } }),
    parseHTML: () => [{ tag: "figure", priority: 60, getAttrs: (figure) => isPicture(figure) && source(figure) }],
    renderHTML: ({ node }) => ["figure", ["img", { src: node.attrs.src }]],
    ...(figureView ? { addNodeView: () => figureView } : {}),
  });
}

function isPicture(figure) {
  const [img, more] = figure.children;
  if (more || img?.localName !== "img" || img.attributes.length !== 1) return false;
  return !figure.hasAttribute("lang") && !figure.textContent.trim() && isMedia(img.getAttribute("src"));
}

function source(figure) {
  return { src: figure.querySelector("img").getAttribute("src") };
}

export function blocks(figureView) {
  return [
    ordered,
    item,
    preformatted,
    plain("definitionList", "dl", { group: "block", content: "(definitionTerm | definition)+" }),
    plain("definitionTerm", "dt", { content: "inline*", defining: true }),
    plain("definition", "dd", { content: "block+", defining: true, addAttributes: () => BARE }),
    picture(figureView),
    plain("figure", "figure", {
      group: "block", content: "(block | caption)+", defining: true, addAttributes: () => BARE,
    }),
    plain("caption", "figcaption", { content: "inline*", defining: true }),
    image,
    plain("ruby", "ruby", { group: "inline", inline: true, content: "(inline | reading | bracket)*" }),
    plain("reading", "rt", { inline: true, content: "inline*" }),
    plain("bracket", "rp", { inline: true, content: "inline*" }),
  ];
}
