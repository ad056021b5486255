// Puts what a button names on the clipboard: plain text, and the styled text when there is one.
// Words for the outcome come from the page; where no script runs, the stylesheet hides the buttons.

const SHOWN = 2500; // milliseconds that a button says "Copied"
const told = document.querySelector('[data-clip-status]');

const valueOf = (id) => {
  const from = id && document.getElementById(id);
  return from ? (from.dataset.value ?? from.value ?? from.textContent) : '';
};

// The copy event first: it takes every character as it is, needs no secure page and no permission.
// The newer way parses and prints the text anew, and each style in it breaks the page's own policy.
function byEvent(parts) {
  let done = false;
  const fill = (event) => {
    event.preventDefault();
    for (const [type, value] of Object.entries(parts)) event.clipboardData.setData(type, value);
    done = true;
  };
  const selection = getSelection();
  const kept = selection.rangeCount ? selection.getRangeAt(0) : null;
  selection.selectAllChildren(document.querySelector('h1')); // some browsers copy no empty selection
  document.addEventListener('copy', fill, true);
  document.execCommand('copy');
  document.removeEventListener('copy', fill, true);
  selection.removeAllRanges();
  if (kept) selection.addRange(kept);
  return done;
}

async function put(parts) {
  if (byEvent(parts)) return true;
  try {
    const blobs = Object.entries(parts).map(([type, value]) => [type, new Blob([value], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return false;
  }
}

function say(button, done) {
  const words = done ? button.dataset.said : button.dataset.failed;
  button.dataset.state = done ? 'done' : 'failed';
  if (told) told.textContent = words;
  setTimeout(() => { delete button.dataset.state; }, SHOWN);
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    if (told) told.textContent = '';
    const html = valueOf(button.dataset.html);
    const parts = { 'text/plain': valueOf(button.dataset.copy), ...(html && { 'text/html': html }) };
    say(button, await put(parts));
  });
}

// A browser draws no focus around a frame whose document has it; ours is of this site, so it can be asked.
const screen = document.querySelector('.screen');
const watchScreen = () => {
  const inside = screen.contentWindow;
  screen.toggleAttribute('data-focus', document.activeElement === screen);
  inside.addEventListener('focus', () => screen.setAttribute('data-focus', ''));
  inside.addEventListener('blur', () => screen.removeAttribute('data-focus'));
};
if (screen) {
  watchScreen();
  screen.addEventListener('load', watchScreen);
}
