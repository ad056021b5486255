"""Why a guest's piece is set aside for a look; nothing is refused or dropped for it."""

from datetime import datetime, timedelta

from cms.web.contribute.forms import GuestSubmitForm
from cms.web.contribute.keys import form_age
from cms.web.contribute.proof import fault_of
from cms.web.quotas import Scope
from cms.web.throttle import counted

LEAST = timedelta(seconds=3)  # nobody fills the form faster, were it all pasted
# Readers without JavaScript bring no proof. Three pieces an hour from one network may come without.
WITHOUT_PROOF = 3
MANY_FROM_ONE = 10  # pieces an hour from one network
MANY_IN_ALL = 300  # pieces an hour: more than a desk reads


def suspicion(form: GuestSubmitForm, moment: datetime, *, prefilled: bool = False) -> str:
    """Return the reason that sets the piece aside (a key of `labels.SET_ASIDE`), or nothing.

    It spends the proof, so it is asked once, for a form that is accepted. One that came filled in
    may come back at once.
    """
    if form.homepage.data:
        return "honeypot"
    age = form_age(form.form_key.data or "", moment)
    if age is None or (age < LEAST and not prefilled):
        return "too_fast"
    fault = fault_of(form.altcha.data or "", moment)
    if fault == "no_proof" and counted(Scope.NETWORK) <= WITHOUT_PROOF:
        fault = ""
    return fault or ("many" if _many() else "")


def _many() -> bool:
    return counted(Scope.NETWORK) > MANY_FROM_ONE or counted(Scope.ALL) > MANY_IN_ALL
