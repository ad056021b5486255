// The sum (ALTCHA's proof of work) that a guest's browser does while its person writes.
// Without this script the piece is taken all the same; it may be set aside for a look.

const form = document.getElementById('piece-form');
const field = form.elements.altcha;
const state = document.getElementById('sum');
const PATIENCE = 20_000; // milliseconds; slower browsers send without
const SPARE = 60_000; // a solution is done anew when it would run out sooner

let until = 0;
let working = null;
let sending = false;

const say = (what) => { state.textContent = state.dataset[what] ?? ''; };
const fresh = () => field.value !== '' && until - Date.now() > SPARE;
const forget = () => { field.value = ''; until = 0; sending = false; say(''); };

function solve(challenge) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('sum.js', import.meta.url), { type: 'module' });
    const end = (settle, value) => { worker.terminate(); settle(value); };
    worker.onmessage = ({ data }) => end(resolve, data);
    worker.onerror = () => end(reject, new Error('no worker'));
    setTimeout(end, PATIENCE, reject, new Error('too slow'));
    worker.postMessage(challenge);
  });
}

async function work() {
  say('doing');
  const answer = await fetch(state.dataset.challenge, { cache: 'no-store' });
  const challenge = await answer.json();
  const number = await solve(challenge);
  field.value = btoa(JSON.stringify({ ...challenge, number }));
  until = Number(new URLSearchParams(challenge.salt.split('?')[1]).get('expires')) * 1000;
  say('done');
}

function begin() {
  if (fresh() || !globalThis.crypto?.subtle) return Promise.resolve();
  working ??= work().catch(() => say('')).finally(() => { working = null; });
  return working;
}

form.addEventListener('focusin', begin);
form.addEventListener('submit', async (event) => {
  if (event.submitter?.value !== 'send' || fresh() || sending) return;
  event.preventDefault();
  const button = event.submitter;
  const done = begin();
  say('waiting');
  await done;
  sending = true;
  form.requestSubmit(button);
});
// Shown again by the Back button, the form holds a sum that was spent.
addEventListener('pageshow', forget);
