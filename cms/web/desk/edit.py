"""An editor's own revision of the text."""

from dataclasses import replace

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cms.actions.steps import step
from cms.actions.uploads import bring
from cms.errors import GuardFailed, Invalid, NotAllowed, StaleVersion, WrongState
from cms.extensions import db
from cms.models import State, Submission
from cms.queries import submissions
from cms.rules.actor import Actor
from cms.rules.facts import Ask, Place
from cms.rules.policies import may_see
from cms.rules.submission import Step, available
from cms.web.autosave import sent, set_aside
from cms.web.conflict import conflict
from cms.web.context import now, urls
from cms.web.desk import desk
from cms.web.desk.forms import EditForm
from cms.web.desk.review import seen
from cms.web.desk.shown import piece_facts
from cms.web.globals import signed_in
from cms.web.guards import desk_only
from cms.web.labels import STATES
from cms.web.limits import takes_files
from cms.web.meanwhile import last_changer
from cms.web.refusals import put_on
from cms.web.texts import Saved, answer_by_button, look_at, text_of
from cms.web.transactions import forged_comes_back
from cms.web.unsent import autosaving, filled_with, taken_up, to_copy


@desk.route("/<id:submission_id>/edit", methods=["GET", "POST"])
@takes_files
@forged_comes_back
@desk_only
def edit(submission_id: int) -> Saved:
    """Show the text's form, or save what it brought as a new revision."""
    found, who = seen(submission_id)
    form = EditForm(**filled_with(kept := taken_up()))
    if not form.is_submitted():
        if Step.EDIT not in available(submissions.facts_of(found), who):
            return _not_now(found)
        return _page(form if kept else _filled(form, found), found)

    def page(preview: bool) -> str:
        return _page(form, found, preview=preview)

    return set_aside(form, page) or answer_by_button(form, page, lambda: _save(form, found))


def _not_now(found: Submission) -> Response | str:
    if kept := to_copy(EditForm, "layout/desk.html", urls().desk(found.id)):
        return kept
    if found.state is State.IN_REVIEW:
        why = _("The editors of its section edit this text.")
    else:
        why = _(
            "Editors edit a text only while it is in review. This one: %(state)s.",
            state=STATES[found.state],
        )
    flash(why, "error")
    return redirect(urls().desk(found.id), code=303)


def _filled(form: EditForm, submission: Submission) -> EditForm:
    form.show(text_of(submission.current), submission.id)
    form.version.data = submission.version
    form.section.data = submission.section_id
    form.kind.data, form.language.data = submission.kind.value, submission.language.value
    form.tags.data = ", ".join(tag.name for tag in submission.tags)
    return form


def _save(form: EditForm, submission: Submission) -> Response | tuple[str, int]:
    submission_id = submission.id
    _found, who = seen(submission_id)
    try:
        saved = _take_steps(form, submission, who)
    except StaleVersion:
        db.session.rollback()
        return _conflict(form, *seen(submission_id))
    except (NotAllowed, WrongState, Invalid, GuardFailed) as refusal:
        db.session.rollback()
        put_on(form, refusal)
        return _page(form, seen(submission_id)[0]), refusal.status
    sent()
    flash(saved)
    still_seen = may_see(submissions.outline_of(submission), who)
    return redirect(urls().desk(submission_id if still_seen else None), code=303)


def _conflict(form: EditForm, submission: Submission, who: Actor) -> tuple[str, int]:
    return conflict(
        form,
        _filled(EditForm(formdata=None), submission),
        submission,
        last=last_changer(submission, desk=True),
        layout="layout/desk.html",
        back=urls().desk(submission.id),
        can_save=Step.EDIT in available(submissions.facts_of(submission), who),
    )


def _take_steps(form: EditForm, submission: Submission, who: Actor) -> str:
    """Take only the steps that change something: a new tag makes nobody the text's last editor."""
    place, text = form.place(), form.text()
    moved = _unordered(place) != _unordered(_place_of(submission))
    edited = text != text_of(submission.current)
    version = form.version.data
    if edited:
        ask = Ask(version=version, text=text)
        step(submission.id, Step.EDIT, by=who, ask=ask, now=now())
        bring(submission, form.files())
        version = submission.version
    if moved:
        step(submission.id, Step.CLASSIFY, by=who, ask=Ask(version=version, place=place), now=now())
    if edited:
        return str(_("Saved as a new revision."))
    return str(_("Saved; the text is unchanged.") if moved else _("Nothing was changed."))


def _place_of(submission: Submission) -> Place:
    tags = tuple(tag.name for tag in submission.tags)
    return Place(submission.section_id, submission.kind, submission.language, tags)


def _unordered(place: Place) -> Place:
    # Tags have no order of their own: the database gives them back as it likes.
    return replace(place, tags=tuple(sorted(set(place.tags))))


def _page(form: EditForm, submission: Submission, *, preview: bool = False) -> str:
    look = look_at(form, str(form.language.data), preview=preview)
    facts = submissions.facts_of(submission)
    return render_template(
        "desk/edit.html",
        autosaving=autosaving(form, submission),
        me=signed_in(),
        form=form,
        piece=piece_facts(submission, facts, submission.current),
        preview=look.preview,
        removed=look.removed,
        leftovers=look.leftovers,
    )
