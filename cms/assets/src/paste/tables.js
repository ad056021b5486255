// Tables of the clipboard: their cells and sections, nothing of their looks.

const SPAN = /^(?:[2-9]|[1-9][0-9])$/;
const SCOPE = /^(?:row|col)(?:group)?$/;

/** Build a table; a single cell is a box somebody drew, whose content is meant. Always true. */
export function table(builder, element, meant, flow) {
  const rows = [...element.rows].filter((row) => row.cells.length);
  if (rows.length === 1 && rows[0].cells.length === 1) {
    flow.close();
    builder.inside(rows[0].cells[0], meant, flow);
    flow.close();
    return true;
  }
  const made = flow.make("table");
  const name = element.caption && flow.lineOf("caption", "", (line) => builder.inside(element.caption, meant, line));
  if (name) made.append(name);
  for (const row of rows) sectionOf(row, made).append(built(builder, row, meant, flow));
  return builder.put(flow, made.textContent.trim() || made.querySelector("img") ? made : null);
}

function sectionOf(row, made) {
  const around = row.parentElement.localName;
  const name = around === "thead" || around === "tfoot" ? around : "tbody";
  if (made.lastChild?.localName !== name) made.append(made.ownerDocument.createElement(name));
  return made.lastChild;
}

function built(builder, row, meant, flow) {
  const made = flow.make("tr");
  for (const cell of row.cells) {
    const heads = cell.localName === "th" || row.parentElement.localName === "thead";
    const name = heads ? "th" : "td";
    const css = builder.source.css(cell);
    const inner = { ...meant, lang: "", bold: /^(?:bold|[6-9]00)$/.test(css["font-weight"]), plain: heads };
    const filled = flow.flowOf(name, "", (box) => builder.inside(cell, heads ? { ...inner, bold: false } : inner, box));
    const one = filled ?? flow.make(name);
    for (const span of ["colspan", "rowspan"]) {
      if (SPAN.test(cell.getAttribute(span) ?? "")) one.setAttribute(span, cell.getAttribute(span));
    }
    if (heads && SCOPE.test(cell.getAttribute("scope") ?? "")) one.setAttribute("scope", cell.getAttribute("scope"));
    made.append(one);
  }
  return made;
}
