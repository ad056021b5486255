// Of one text, what the browser and what the server kept: which of both is offered.

export const offered = (draft) => document.querySelector(`[data-offer="${CSS.escape(draft)}"]`);

// The server's notice of the same text as `copy`, or null. A piece has only one, whoever named it.
export const noticeOf = ({ draft, what }) => offered(draft)
  ?? (what === 'new' ? null : document.querySelector('[data-offer]'));

// When the server kept the same text, in milliseconds, and as what; null where it did not.
export function known(form, copy) {
  const { 'autosave-draft': draft, 'autosave-serial': serial } = form.elements;
  const { offer, at, serial: number } = noticeOf(copy)?.dataset ?? {};
  if (offer) return { at: Number(at), serial: Number(number), same: offer === copy.draft };
  if (!form.dataset.since || copy.draft !== draft.value) return null;
  return { at: Number(form.dataset.since), serial: Number(serial.value), same: true };
}

// By what each knew of the other, then by their clocks.
export function older(form, copy) {
  const there = known(form, copy);
  if (!there || (there.same && copy.serial >= there.serial)) return false;
  return copy.at <= there.at;
}
