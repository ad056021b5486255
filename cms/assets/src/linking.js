// Links as cms/text/policy.py takes them; what it refuses never becomes one here.
import { Mark } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { isLink } from "./link.js";

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;
const OUTSIDE = /^https?:\/\//i;
const REL = "nofollow ugc noopener";

/** The address in the form the policy keeps, or null when it keeps none. */
export function toLink(address) {
  const trimmed = (address ?? "").replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "");
  // The first sanitiser reads addresses as browsers do, and drops what they can't read.
  return isLink(trimmed) && URL.canParse(trimmed, "https://here.invalid") ? trimmed : null;
}

export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  exitable: true,
  addAttributes: () => ({ href: { default: null, parseHTML: (a) => toLink(a.getAttribute("href")) } }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (a) => (toLink(a.getAttribute("href")) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => {
    const outside = OUTSIDE.test(HTMLAttributes.href ?? "");
    return ["a", outside ? { ...HTMLAttributes, rel: REL } : HTMLAttributes, 0];
  },
  addCommands() {
    const set = (attributes) => ({ chain }) => {
      const href = toLink(attributes?.href);
      return href ? chain().setMark(this.name, { ...attributes, href }).run() : false;
    };
    return {
      setLink: set,
      toggleLink: (attributes) => ({ editor, commands }) =>
        editor.isActive(this.name) ? commands.unsetLink() : commands.setLink(attributes),
      unsetLink: () => ({ commands }) => commands.unsetMark(this.name, { extendEmptyMarkRange: true }),
    };
  },
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handlePaste: (view, event) => linkSelection(this.editor, view, event) } })];
  },
});

/** Make a link of the selected words when an address is pasted over them. */
function linkSelection(editor, view, event) {
  const text = event.clipboardData?.getData("text/plain")?.trim() ?? "";
  const { empty, $from, $to } = view.state.selection;
  if (empty || !$from.sameParent($to) || !ADDRESS.test(text) || !toLink(text)) return false;
  return editor.commands.setLink({ href: text });
}
