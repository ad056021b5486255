// What stands in a form, as a list of names and values; and putting such a list back.

const SECRET = /^(csrf_token|form_key|altcha|homepage|autosave-.*)$|password/i;
const LISTED = /-reference$/;

export const fieldsOf = (form) => [...new FormData(form)]
  .filter(([name, value]) => typeof value === 'string' && !SECRET.test(name));

// What someone wrote, the same however often the page was made anew.
export const written = (fields) => JSON.stringify(fields
  .filter(([name]) => name !== 'version')
  .map(([name, value]) => [name, LISTED.test(name) ? named(value) : value.replace(/\r\n/g, '\n')]));

// A reference is signed anew on every page; what it names stands before its first dot.
const named = (reference) => reference.split('.')[0];
const files = (fields) => fields.filter(([name]) => LISTED.test(name))
  .map(([name, value]) => `${name} ${named(value)}`).join();

// Whether the form's files are those of the copy, so that its fields can take all of it.
export const fits = (form, fields) => files(fieldsOf(form)) === files(fields);

export function putBack(form, fields) {
  const left = new Map();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  for (const one of form.elements) {
    if (!one.name || SECRET.test(one.name) || LISTED.test(one.name)) continue;
    if (one.type === 'file' || one.tagName === 'BUTTON') continue;
    const values = left.get(one.name) ?? [];
    if (one.type === 'checkbox' || one.type === 'radio') one.checked = values.includes(one.value);
    else if (values.length) one.value = values.shift();
  }
  form.dispatchEvent(new CustomEvent('desk:restored', { bubbles: true }));
}
