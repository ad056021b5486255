"""Four eyes hold however a text and its voices come about."""

import pytest
from support.people import section, sent, take

from cms.errors import GuardFailed
from cms.models import Kind, Language
from cms.rules.facts import Place

pytestmark = pytest.mark.usefixtures("session")


def test_an_editor_who_sent_a_piece_as_a_guest_does_not_approve_it():
    one = sent(by=None, email="LIN@demo.example")
    take(one, "claim", "ed")
    take(one, "vouch", "ed")
    with pytest.raises(GuardFailed):
        take(one, "approve", "lin")


def test_only_a_chief_moves_a_piece_to_where_fewer_voices_are_enough():
    paper = sent(section_id=section("papers").id)
    take(paper, "claim", "may")
    news = Place(section().id, Kind.NEWS, Language.EN)
    with pytest.raises(GuardFailed):
        take(paper, "classify", "lin", place=news)
    take(paper, "classify", "cho", place=news)
    assert paper.section.slug == "news"
