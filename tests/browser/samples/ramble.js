// Does things at random in `editor`, the same for the same seed; gives what it wrote on the way.
([seed, steps, picture]) => {
  let state = (seed * 2654435761) >>> 0;
  const next = (n) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
  const one = (list) => list[next(list.length)];
  const texts = ["井", "water", " ", "a & b < c", "\u202eold", "\u0007", "\ud800", "\n", "a\r\nb", "\u00a0x",
    "&#8238;", "&amp;", "😀", "\ufffe", "\u{1fffe}", "<b>x</b>", "- ", "1. ", "## ", "> ", "**x** ", "```\n"];
  const links = ["https://a.example/x?y=1&z=2", "javascript:alert(1)", "https://a.example:99999/", "//x", "/x y",
    "mailto:a@b.example", "ftp://x", "https://[zz]/", " /ok ", "https://user@x.example", "https://例子.example"];
  const figure = `<figure><img src="${picture}"></figure>`;
  const pieces = ["<p>p</p>", "<h2>h<ul><li>i</li></ul></h2>", "<td>c</td>", figure, "text", "<hr>",
    `<figure><img src="${picture}" alt="x"><figcaption>c</figcaption></figure>`, "<dl><dt>t</dt><dd>d</dd></dl>",
    "<p><ruby>漢<rt>hàn</rt></ruby></p>", "<table><caption>c</caption><tr><td>1</td></tr></table>",
    "<ol start=9><li>x<li><p>y</p><p>z</p></ol>", "<pre>\n\na</pre>", "<em lang=en>x</em>"];
  const grid = ["addRowBefore", "addRowAfter", "addColumnBefore", "addColumnAfter", "deleteRow", "deleteColumn",
    "mergeCells", "splitCell", "toggleHeaderRow", "toggleHeaderColumn", "toggleHeaderCell", "deleteTable"];
  const marks = Object.keys(editor.schema.marks).filter((name) => name !== "link");
  const places = (wanted) => {
    const found = [];
    editor.state.doc.descendants((node, at) => {
      if (wanted(node)) found.push([at, at + 1 + next(node.content.size + 1)]);
    });
    return found;
  };
  const select = () => {
    const inside = places((node) => node.isTextblock).map(([, at]) => at);
    if (!inside.length) return;
    const [from, to] = [one(inside), one(inside)].sort((a, b) => a - b);
    editor.commands.setTextSelection(next(3) ? from : { from, to });
  };
  const does = {
    type: () => editor.view.dispatch(editor.state.tr.insertText(one(texts))),
    insert: () => editor.commands.insertContent(one(pieces)),
    mark: () => editor.commands.toggleMark(one(marks)),
    link: () => editor.commands.setLink({ href: one(links) }),
    unlink: () => editor.commands.unsetLink(),
    heading: () => editor.commands.toggleHeading({ level: one([2, 3, 4]) }),
    list: () => editor.commands[one(["toggleBulletList", "toggleOrderedList"])](),
    item: () => editor.commands[one(["sinkListItem", "liftListItem", "splitListItem"])]("listItem"),
    quote: () => editor.commands.toggleBlockquote(),
    pre: () => editor.commands.toggleCodeBlock(),
    rule: () => editor.commands.setHorizontalRule(),
    br: () => editor.commands.setHardBreak(),
    keys: () => editor.commands.keyboardShortcut(one(["Enter", "Backspace", "Delete", "Shift-Enter", "Mod-Enter"])),
    table: () => editor.commands.insertTable({ rows: 1 + next(3), cols: 1 + next(3), withHeaderRow: !next(2) }),
    cells: () => {
      const cells = places((node) => /cell/.test(node.type.spec.tableRole)).map(([at]) => at);
      if (!cells.length) return;
      const anchorCell = one(cells);
      const table = (at) => editor.state.doc.resolve(at).node(-1);
      const headCell = one(cells.filter((at) => table(at) === table(anchorCell)));
      editor.commands.setCellSelection({ anchorCell, headCell });
    },
    grid: () => editor.commands[one(grid)](),
    remove: () => editor.commands.deleteSelection(),
    undo: () => editor.commands[one(["undo", "redo"])](),
    clear: () => editor.chain().unsetAllMarks().clearNodes().run(),
  };
  editor.commands.setContent("");
  const written = [];
  const done = [];
  for (let step = 0; step < steps; step += 1) {
    const name = one(Object.keys(does));
    done.push(name);
    if (next(2)) select();
    const before = editor.getHTML();
    try {
      does[name]();
    } catch (error) {
      throw new Error(`${done} on ${before}: ${error.stack}`);
    }
    if (step % 8 === 7) written.push(editor.getHTML());
  }
  editor.state.doc.check();
  return written;
}
