// The line at the foot of a form that is kept: where its text is now. Only what was saved on the
// server and what failed is read out; that something is not saved yet changes with every key.
const line = document.querySelector('[data-autosave-state]');
const GOOD = ['saved', 'local', 'restored'];
const SILENT = ['unsaved', 'local'];

let said = ['', '']; // name and time
let before = said; // what stood before "not saved yet"
let announced = '';

export function say(name, time = '') {
  const text = line.dataset[name].replace('{time}', time);
  line.hidden = false;
  line.toggleAttribute('data-tone', false);
  if (name === 'unsaved') line.dataset.tone = 'quiet';
  else if (!GOOD.includes(name)) line.dataset.tone = 'wait';
  line.querySelector('.saved span').textContent = text;
  said = [name, time];
  if (SILENT.includes(name) || name === announced) return;
  announced = name;
  line.querySelector('[role=status]').textContent = text;
}

export const hide = () => { line.hidden = true; };

// What the server says in its own words.
export function sayChanged(text) {
  line.dataset.changed = text;
  say('changed');
}

// Failures go on standing: they say already where the text is.
export function sayUnsaved() {
  if (!GOOD.includes(said[0])) return;
  before = said;
  say('unsaved');
}

// It was changed back, or not at all.
export function sayAsBefore() {
  if (said[0] === 'unsaved') say(...before);
}

export function sayLocal(time) {
  if (['', 'local', 'unsaved'].includes(said[0])) say('local', time);
}
