// Keeps a form marked data-autosave: in this browser every few seconds, on the server less often.
// What stands in the browser after a crash is offered; a second window is told of the first.
import { clean, drop, dropSent, key, list, wasSent, write } from './copies.js';
import { fieldsOf, fits, putBack, written } from './form_state.js';
import { known, noticeOf, offered, older } from './rivals.js';
import { hide, say, sayAsBefore, sayChanged, sayLocal, sayUnsaved } from './status.js';
import { clock, moment } from './times.js';

const HERE = 3_000; // milliseconds, as the others
const THERE = 15_000;
const AGAIN = 60_000;
const SMALL = 60_000; // bytes of a request that may outlive its page
const ASKING = 300;

const form = document.querySelector('form[data-autosave]');
const { store, what, autosave: address } = form.dataset;
const hidden = (name) => form.elements[`autosave-${name}`];
const part = (name) => form.querySelector(`[data-autosave-${name}]`);
const channel = new BroadcastChannel('desk-autosave');
const myKey = () => key(store, what, hidden('draft').value);
const now = () => written(fieldsOf(form));

let here = now(); // what the browser has, or what the page came with
let there = here; // what the server has
let kept = true; // the browser could keep it
let savedAt = ''; // when the server kept it, as it says
let timer = 0;
let waits = 0; // until when the server is left alone
let busy = null;
let sending = false;
let stopped = false; // another window keeps this form now
let left = false; // signed out in another window
let rival = null; // the server's notice that waits behind the browser's newer one
const alive = new Set(); // forms that other windows have open

const newName = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.replace('.', '').padEnd(24, '0');
hidden('window').value ||= newName();

// In this browser

const copy = (synced) => write(myKey(), {
  at: Date.now(),
  writer: hidden('writer').value,
  serial: Number(hidden('serial').value), // the last save on the server that it comes after
  fields: fieldsOf(form),
  synced,
});

function keepHere() {
  clearTimeout(timer);
  timer = 0;
  const text = now();
  if (text === here) sayAsBefore();
  if (text === here || left) return;
  kept = copy(text === there);
  here = text;
  if (kept) sayLocal(clock(Date.now(), form));
  else if (there !== text && !savedAt) say('nowhere');
}

// On the server

function body() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (typeof value !== 'string') data.delete(name);
  for (const name of ['altcha', 'homepage']) data.delete(name);
  return data;
}

async function keepThere(leaving = false) {
  const text = now();
  if (stopped || sending || busy || text === there || (Date.now() < waits && !leaving)) return;
  busy = new AbortController();
  const keepalive = leaving && new Blob([text]).size < SMALL;
  const asked = { method: 'POST', body: body(), keepalive, signal: busy.signal };
  try {
    await told(await fetch(address, asked), text);
  } catch {
    if (!sending) notKept('offline');
  } finally { busy = null; }
}

const notKept = (name) => say(kept ? (left ? 'left' : name) : 'nowhere');

async function told(answer, text) {
  if (answer.ok) {
    const { saved_at: at, serial, changed } = await answer.json();
    hidden('serial').value = serial;
    [there, left, savedAt, here] = [text, false, at, now()];
    kept = copy(here === text);
    if (changed) { sayChanged(changed); return; }
    say('saved', at);
    if (here === text) return;
    sayUnsaved(); // someone went on writing meanwhile
    if (kept) sayLocal(clock(Date.now(), form));
  } else if (answer.status === 409) clash(await answer.json());
  else if (answer.status === 404 && hidden('serial').value !== '0') hidden('serial').value = 0;
  else if (answer.status === 400 || answer.status === 401) {
    waits = Date.now() + AGAIN;
    notKept('ended');
    await renew();
  } else if (answer.status === 403 || answer.status === 404) {
    stopped = true;
    notKept('refused');
  } else {
    waits = Date.now() + (answer.status === 429 ? AGAIN : 0);
    notKept('busy');
  }
}

// After signing in again in another window the page's token is another one.
async function renew() {
  const answer = await fetch(location.pathname, { cache: 'no-store' });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const token = page.querySelector('form[data-autosave] [name=csrf_token]');
  if (!token || form.elements.csrf_token.value === token.value) return;
  form.elements.csrf_token.value = token.value;
  waits = 0;
}

function clash({ error, href, saved_at: at }) {
  stopped = true;
  // Text of an earlier day that nobody has decided on yet is not overwritten either.
  if (what !== 'new' && (rival || document.querySelector('[data-offer]:not([hidden])'))) { notKept('undecided'); return; }
  const notice = part('clash');
  hide();
  part('twice').hidden = true;
  part('said').textContent = at ? `${error} (${at})` : error;
  part('other').hidden = !href;
  part('other').href = href;
  notice.setAttribute('role', 'alert');
  notice.hidden = false;
}

// What a crash left behind

async function offer() {
  clean();
  await dropSent();
  if (!part('offer')) return; // a page on which one decides between texts already
  const covered = (one) => one.synced && (offered(one.draft) || one.draft === hidden('draft').value);
  for (const one of list()) {
    if (one.store !== store || one.what !== what || alive.has(one.draft)) continue;
    if (written(one.fields) === now()) drop(one.key);
    else if (!covered(one) && !older(form, one)) { show(one); return; }
  }
}

function show(copy) {
  const notice = part('offer');
  const there = known(form, copy);
  rival = noticeOf(copy);
  part('time').textContent = moment(copy.at, form);
  part('there').hidden = !there;
  if (there) part('there').querySelector('time').textContent = moment(there.at, form);
  const called = copy.fields.find(([name]) => name === 'title')?.[1].trim();
  if (called && part('called')) part('called').textContent = called;
  part('restore').onclick = () => { decided(); restore(copy); };
  part('drop').onclick = () => {
    const next = decided();
    drop(copy.key);
    (next?.querySelector('a') ?? form.querySelector('.input'))?.focus();
  };
  if (rival) rival.hidden = true;
  notice.hidden = false;
}

// The browser's notice goes, and the server's stands there again.
function decided() {
  const next = rival;
  part('offer').hidden = true;
  rival = null;
  if (next) next.hidden = false;
  return next;
}

async function restore(copy) {
  const other = noticeOf(copy);
  hidden('draft').value = copy.draft;
  if (other) hidden('serial').value = other.dataset.serial;
  if (!fits(form, copy.fields) && await byServer(copy)) return;
  if (other) other.hidden = true;
  putBack(form, copy.fields);
  say('restored');
  keepHere();
  keepThere();
}

// A copy with other files than the page's is kept there first, and comes back with all of them.
async function byServer(copy) {
  const data = new FormData();
  for (const [name, value] of copy.fields) data.append(name, value);
  for (const [name, value] of body()) {
    if (name.startsWith('autosave-') || ['csrf_token', 'form_key'].includes(name)) data.set(name, value);
  }
  try {
    const answer = await fetch(address, { method: 'POST', body: data });
    if (!answer.ok) return false;
    sending = true;
    location.assign((await answer.json()).href);
    return true;
  } catch { return false; }
}

// Other windows

const same = (told) => told.store === store && told.what === what
  && (what !== 'new' || told.draft === hidden('draft').value);
const tell = (kind) => channel.postMessage({ kind, store, what, draft: hidden('draft').value });

function ask() {
  channel.onmessage = ({ data }) => {
    if (data.kind === 'ask') tell('here');
    if (data.kind === 'here') {
      alive.add(data.draft);
      if (what === 'new') offered(data.draft)?.setAttribute('hidden', ''); // it is being written there
    }
    if (data.kind === 'out' && store !== 'guest') { left = true; say('left'); }
    if (['ask', 'here', 'bye'].includes(data.kind) && same(data)) part('twice').hidden = data.kind === 'bye';
  };
  tell('ask');
  setTimeout(offer, ASKING);
}

async function throwAway(event) {
  event.preventDefault();
  const aside = event.currentTarget;
  const draft = aside.elements['autosave-draft'].value;
  try {
    const answer = await fetch(aside.action, { method: 'POST', body: new FormData(aside) });
    if (!answer.ok) throw new Error(answer.status);
    offered(draft).remove();
    drop(key(store, what, draft));
    stopped = false;
    keepThere();
    form.querySelector('.input')?.focus();
    alive.add(hidden('draft').value);
    offer(); // a copy in the browser that was older
  } catch { aside.submit(); }
}

function typed() {
  sayUnsaved();
  timer ||= setTimeout(keepHere, HERE);
}

function leaving() {
  keepHere();
  keepThere(true);
}

form.addEventListener('input', typed);
form.addEventListener('change', typed);
form.addEventListener('submit', () => {
  keepHere();
  sending = true;
  busy?.abort();
  setTimeout(() => { sending = false; }, THERE); // a send that came to nothing
});
for (const one of document.querySelectorAll('form[id^="away-"]')) one.addEventListener('submit', throwAway);
setInterval(keepThere, THERE);
addEventListener('online', () => { waits = 0; keepThere(); });
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') leaving();
  else { waits = 0; keepThere(); }
});
addEventListener('pagehide', () => { leaving(); tell('bye'); });
addEventListener('pageshow', async ({ persisted }) => {
  if (!persisted) return;
  sending = false;
  tell('ask');
  const [writer, draft] = [hidden('writer').value, hidden('draft').value];
  if (!await wasSent({ writer, draft })) return;
  // Shown again by the Back button: what was sent is over, and this is a new form with the old text.
  hidden('draft').value = newName();
  hidden('serial').value = 0;
  there = here = now();
});
addEventListener('beforeunload', (event) => {
  if (sending) return;
  keepHere();
  if (now() !== there && (!kept || left)) event.preventDefault();
});
ask();
