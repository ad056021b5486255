// Times as the newsroom writes them: in its zone, by the server's own pattern in Unicode's letters.
const FIELDS = {
  yyyy: ['year', { year: 'numeric' }],
  MMM: ['month', { month: 'short' }],
  M: ['month', { month: 'numeric' }],
  d: ['day', { day: 'numeric' }],
  HH: ['hour', { hour: '2-digit', hourCycle: 'h23' }],
  mm: ['minute', { minute: '2-digit' }],
};

function field(name, at, zone) {
  const [type, options] = FIELDS[name];
  // Digits are alike in all languages of the interface, but Chinese months bring a sign of their own.
  const language = name === 'MMM' ? document.documentElement.lang : 'en';
  const found = new Intl.DateTimeFormat(language, { ...options, timeZone: zone }).formatToParts(at)
    .find((part) => part.type === type).value;
  return found.padStart(name.length === 2 ? 2 : 0, '0');
}

function written(pattern, at, zone) {
  const fill = (where) => pattern.replace(/yyyy|MMM|M|d|HH|mm/g, (name) => field(name, at, where));
  try { return fill(zone); } catch { return fill(undefined); } // a zone that this browser does not know
}

// `at` is in milliseconds; `form` carries the zone and the pattern.
export const moment = (at, { dataset }) => written(dataset.pattern, at, dataset.zone);
export const clock = (at, { dataset }) => written('HH:mm', at, dataset.zone);
