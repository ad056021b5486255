"""A chief editor's note under a released article: corrected, or taken back."""

from datetime import timedelta

import pytest
from support.people import NOON, actor, released

from cms.actions.corrections import correct, retract
from cms.errors import Invalid, NotAllowed, WrongState
from cms.models import ArticleState

LATER = NOON + timedelta(days=3)
NOTE = "更正：首段的孔深应为120米。"


@pytest.fixture
def article(session):
    made = released().article
    session.expire_all()
    return made


def test_a_corrected_article_says_what_was_wrong_and_keeps_its_day(article):
    correct(article, NOTE, by=actor("cho"), now=LATER)
    assert (article.state, article.note) == (ArticleState.CORRECTED, NOTE)
    assert (article.published_at, article.updated_at) == (NOON, LATER)


def test_a_corrected_article_can_be_corrected_again_and_taken_back(article):
    for change, note in ((correct, NOTE), (correct, NOTE * 2), (retract, "撤稿：数据有误。")):
        change(article, note, by=actor("cho"), now=LATER)
        assert article.note == note
    assert article.state is ArticleState.RETRACTED


def test_what_was_taken_back_stays_so(article):
    retract(article, NOTE, by=actor("cho"), now=LATER)
    for change in (correct, retract):
        with pytest.raises(WrongState):
            change(article, "又改", by=actor("cho"), now=LATER)
    assert article.note == NOTE


@pytest.mark.parametrize("change", [correct, retract])
@pytest.mark.parametrize("name", ["ann", "ed", "eve"])
def test_only_a_chief_or_an_admin_does_it(article, change, name):
    with pytest.raises(NotAllowed):
        change(article, NOTE, by=actor(name), now=LATER)
    assert (article.state, article.note) == (ArticleState.LIVE, "")
    change(article, NOTE, by=actor("ada"), now=LATER)


@pytest.mark.parametrize("change", [correct, retract])
@pytest.mark.parametrize("note", ["", "  \n", "\u200b"])
def test_a_note_says_something(article, change, note):
    with pytest.raises(Invalid):
        change(article, note, by=actor("cho"), now=LATER)
    assert article.state is ArticleState.LIVE
