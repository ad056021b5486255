// The form's list of pictures: the one home of their words, whether they stand in the text or not.

const WORDS = ["alt", "caption", "credit"];

function row(card) {
  const field = (name) => card.querySelector(`[name$="-${name}"]`);
  const { src, near, width, height } = card.dataset;
  return {
    card,
    src,
    near: near || card.querySelector(".look img")?.getAttribute("src") || "",
    width,
    height,
    field,
    get out() { return field("left_out").checked; },
    leaveOut(yes) {
      if (field("left_out").checked === yes) return;
      field("left_out").checked = yes;
      field("left_out").dispatchEvent(new Event("change", { bubbles: true }));
    },
    error: (name) => document.getElementById(`${field(name).id}-error`)?.textContent.trim() ?? "",
  };
}

/** The pictures of a form; `changed(src, name, value)` hears of every word that is typed there. */
export function pictureList(form, changed) {
  const place = form.querySelector("[data-pictures]");
  const list = place?.querySelector(".pictures");
  const blank = form.querySelector("template[data-picture-row]");
  const rows = () => [...(list?.children ?? [])].map(row);
  const find = (src) => rows().find((one) => one.src === src);

  form.addEventListener("input", ({ target }) => {
    const card = target.closest?.(".picture");
    const name = WORDS.find((one) => target.name?.endsWith(`-${one}`));
    if (card && name) changed(card.dataset.src, name, target.value);
  });
  form.addEventListener("change", ({ target }) => {
    const card = target.closest?.(".picture");
    if (card && target.name?.endsWith("-left_out")) card.toggleAttribute("data-out", target.checked);
  });

  const numberOf = () => {
    // A full list takes a new picture in the place of one that is left out, as the server does.
    const most = 10;
    const all = rows();
    if (all.length < most) return all.length;
    const free = all.findIndex((one) => one.out);
    all[free]?.card.remove();
    return free;
  };
  const add = (told) => {
    const src = `/media/${told.sha256}.${told.extension}`;
    const known = find(src);
    known?.leaveOut(false);
    if (known) return known;
    const index = numberOf();
    const made = document.createElement("template");
    made.innerHTML = blank.innerHTML.replaceAll(" data-as=", " name=").replaceAll("__index__", index).replaceAll("__number__", index + 1);
    const card = made.content.firstElementChild;
    const { url, width, height } = told.near ?? told.thumbnail;
    Object.assign(card.dataset, { src, near: url, width, height });
    card.querySelector('[name$="-reference"]').value = told.reference;
    Object.assign(card.querySelector("img"), { src: told.thumbnail.url, width: told.thumbnail.width, height: told.thumbnail.height });
    card.querySelector("[data-name]").textContent = told.name;
    card.querySelector(".look small .number").textContent = `${told.width} × ${told.height}`;
    if (!index) card.querySelector('[value^="up-"]').remove();
    list.insertBefore(card, list.children[index] ?? null);
    place.hidden = false;
    card.querySelector('[name$="-reference"]').dispatchEvent(new Event("input", { bubbles: true }));
    return row(card);
  };
  const mark = (standing, canPlace) => {
    let led = false;
    for (const one of rows()) {
      const stands = standing.has(one.src);
      const heading = one.card.querySelector("[data-named]");
      const leads = !stands && !one.out && !led;
      led ||= leads;
      heading.textContent = leads ? heading.dataset.leading : heading.dataset.named;
      one.card.querySelector("[data-standing]").hidden = !stands;
      one.card.querySelector("[data-into-text]").hidden = stands || one.out || !canPlace || !one.src;
    }
  };
  return { find, add, mark, list };
}
