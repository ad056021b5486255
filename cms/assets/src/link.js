// The dialog that makes a link; it takes what is_link in cms/text/policy.py takes.

const NAME = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}])?";
const HOST = `(?:${NAME}(?:\\.${NAME}){0,20}\\.?|\\[[0-9a-f:.]{2,45}\\])`;
const REST = "[^\\s\"<>\\\\`]*";
const LINK = new RegExp(
  `^(?:https?://${HOST}(?::[0-9]{1,5})?(?:[/?#]${REST})?`
    + `|mailto:[^\\s"<>\\\\\`:@/?]{1,64}@${HOST}(?:\\?${REST})?`
    + "|tel:\\+?[0-9][0-9()./;=a-z\\-]{1,40}"
    + `|/(?![/\\\\])${REST})$`,
  "iu",
);
const HIDDEN = /[\p{C}\p{Z}]/u;
const LONGEST = 2048; // characters

/** Whether an address may stand in a link. */
export function isLink(value) {
  return [...value].length <= LONGEST && LINK.test(value) && !HIDDEN.test(value);
}

/** What someone meant by an address, as a link takes it; empty when it is none. */
export function meant(typed) {
  const value = typed.trim();
  if (isLink(value)) return URL.canParse(value, location.href) ? value : "";
  if (/^[^\s@:/]+@[^\s@/]+\.[^\s@/]+$/.test(value) && isLink(`mailto:${value}`)) return `mailto:${value}`;
  const named = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+(:\d+)?([/?#].*)?$/u.test(value);
  return named && isLink(`https://${value}`) ? `https://${value}` : "";
}

/** Opens the dialog for the selection, or for the link that the cursor stands in. */
export function linkDialog(dialog, editor) {
  const input = dialog.querySelector("input");
  const error = dialog.querySelector(".error");
  const remove = dialog.querySelector("[data-do=remove]");

  const complain = (why = "") => {
    error.textContent = why;
    input.setAttribute("aria-invalid", String(Boolean(why)));
    if (why) input.focus();
  };
  const save = () => {
    if (!input.value.trim()) return complain(error.dataset.empty);
    const href = meant(input.value);
    if (!href) return complain(error.dataset.wrong);
    dialog.close();
    const chain = editor.chain().focus().extendMarkRange("link");
    const bare = editor.state.selection.empty && !editor.isActive("link");
    if (bare) chain.insertContent({ type: "text", text: input.value.trim(), marks: [{ type: "link", attrs: { href } }] });
    else chain.setLink({ href });
    return chain.run();
  };
  const acts = {
    save,
    remove: () => { dialog.close(); editor.chain().focus().extendMarkRange("link").unsetLink().run(); },
    close: () => { dialog.close(); editor.commands.focus(); },
  };
  dialog.addEventListener("click", ({ target }) => acts[target.closest("[data-do]")?.dataset.do]?.());
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); acts.close(); });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    save();
  });
  return () => {
    const href = editor.getAttributes("link").href ?? "";
    input.value = href;
    remove.hidden = !href;
    complain();
    dialog.showModal();
    input.select();
  };
}
