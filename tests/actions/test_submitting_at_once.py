"""Forms that arrive in the same moment, each in a transaction of its own."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from support.engines import both_engines
from support.people import NOON, new_piece

from cms.actions.submissions import submit
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Event, Submission, Tag
from cms.queries import submissions
from cms.rules.actor import guest


@both_engines
@pytest.mark.parametrize("tags", [(), ("一个新标签",)], ids=["plain", "with a new tag"])
def test_the_same_form_at_once_is_one_piece(app, tags):
    with app.app_context():
        piece = new_piece(tags=tags)
    assert len(set(at_once(app, piece, piece))) == 1
    with app.app_context():
        assert db.session.scalars(db.select(Submission)).one().revision_number == 1
        assert db.session.scalars(db.select(Event)).one().step == "submit"


@both_engines
def test_two_pieces_with_the_same_new_tag_arrive_at_once(app):
    with app.app_context():
        one, other = new_piece(tags=("一个新标签",)), new_piece(tags=("一个新标签",))
    assert len(set(at_once(app, one, other))) == 2
    with app.app_context():
        assert db.session.scalars(db.select(Tag)).one().name == "一个新标签"


def at_once(app, *pieces):
    """Submit each in a thread and connection of its own, held up until all have read."""
    barrier = Barrier(len(pieces))

    def send(piece):
        with app.app_context():
            if db.engine.dialect.name == "postgresql":
                begin_write(db.session)
                submissions.by_form_key(piece.form_key)
                barrier.wait(10)
            else:
                barrier.wait(10)
                begin_write(db.session)
            made = submit(piece, by=guest(), now=NOON).id
            if db.engine.dialect.name == "postgresql":
                time.sleep(0.2)  # the other one is to find us uncommitted
            db.session.commit()
            return made

    with ThreadPoolExecutor(len(pieces)) as pool:
        return list(pool.map(send, pieces))
