// The copies of forms that this browser keeps while someone writes: bounded, by writer, never secrets.

const PREFIX = 'desk-copy';
const DAY = 86_400_000; // milliseconds
const GUEST = 'guest'; // whoever uses this browser without an account
const KEPT = { [GUEST]: 2 * DAY };
const KEPT_OTHERS = 30 * DAY;
const MOST = 12;
const LONGEST = 1_300_000; // characters
const ASK = new URL('../../autosave', import.meta.url);

export const key = (store, what, draft) => [PREFIX, store, what, draft].join('|');

export function drop(place) {
  try { localStorage.removeItem(place); } catch { /* no storage: nothing is there */ }
}

function read(place) {
  const [, store, what, draft] = place.split('|');
  try {
    const copy = JSON.parse(localStorage.getItem(place));
    if (Number.isFinite(copy.at) && Array.isArray(copy.fields)) return { ...copy, key: place, store, what, draft };
  } catch { /* written by something else */ }
  drop(place);
  return null;
}

// Every copy, the newest first.
export function list() {
  let names = [];
  try { names = Object.keys(localStorage); } catch { /* storage is forbidden */ }
  return names.filter((name) => name.startsWith(`${PREFIX}|`)).map(read).filter(Boolean)
    .sort((one, other) => other.at - one.at);
}

// Tells whether the copy is kept now.
export function write(place, copy) {
  const text = JSON.stringify(copy);
  if (text.length > LONGEST) return false;
  const old = list().filter((one) => one.key !== place).reverse();
  for (;;) {
    try {
      localStorage.setItem(place, text);
      return true;
    } catch {
      // The room is used up: the oldest makes way.
      const oldest = old.shift();
      if (!oldest) return false;
      drop(oldest.key);
    }
  }
}

export function clean() {
  list().forEach((one, number) => {
    const old = Date.now() - one.at > (KEPT[one.store] ?? KEPT_OTHERS);
    if (old || number >= MOST) drop(one.key);
  });
}

// At sign-out: nothing of anyone with an account stays in this browser.
export function forgetPersons() {
  for (const one of list()) if (one.store !== GUEST) drop(one.key);
}

// Those of the forms, by their names, that the server knows as sent or thrown away.
async function goneOf(names) {
  const answer = await fetch(`${ASK}?${new URLSearchParams(names.map((one) => ['form', one]))}`, { cache: 'no-store' });
  return new Set((await answer.json()).sent);
}

const name = ({ writer, draft }) => `${writer}.${draft}`;

export async function wasSent(form) {
  try { return (await goneOf([name(form)])).size > 0; } catch { return false; }
}

// Copies of what was sent go, whatever became of the page that sent it.
export async function dropSent() {
  const copies = list().slice(0, 20);
  if (!copies.length) return;
  try {
    const gone = await goneOf(copies.map(name));
    for (const one of copies) if (gone.has(name(one))) drop(one.key);
  } catch { /* asked again on the next page */ }
}
