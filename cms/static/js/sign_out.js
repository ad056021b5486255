// Signing out leaves no unsent text in this browser; other windows are told to keep none.
import { forgetPersons } from './copies.js';

for (const form of document.querySelectorAll('form[data-sign-out]')) {
  form.addEventListener('submit', () => {
    new BroadcastChannel('desk-autosave').postMessage({ kind: 'out' });
    forgetPersons();
  });
}
