// What runs of words can be: one mark for each inline element of the policy, outermost first.
import { Mark } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { Italic } from "@tiptap/extension-italic";
import { Strike } from "@tiptap/extension-strike";
import { Link } from "./linking.js";

/** A mark that is its element and no more; its command is `toggle<Name>`. */
function plain(name, tag, excludes) {
  const command = `toggle${name[0].toUpperCase()}${name.slice(1)}`;
  return Mark.create({
    name,
    ...(excludes ? { excludes: `${name} ${excludes}` } : {}),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    addCommands: () => ({ [command]: () => ({ commands }) => commands.toggleMark(name) }),
  });
}

export const MARKS = [
  Link,
  plain("inserted", "ins"),
  plain("deleted", "del"),
  Bold,
  Italic,
  Strike.extend({ parseHTML: () => [{ tag: "s" }, { tag: "strike" }] }),
  plain("abbreviation", "abbr"),
  plain("subscript", "sub"),
  plain("superscript", "sup"),
  // Its own excludes every other mark, which the policy doesn't.
  Code.extend({ excludes: "code", parseHTML: () => [{ tag: "code" }] }),
];
