"""Taking a piece back: until it is claimed, with the reason kept whatever happens."""

from support import people
from support.pages import open_page

from cms.extensions import db
from cms.models import Event


def steps(app):
    with app.app_context():
        return list(db.session.scalars(db.select(Event.step).order_by(Event.number)))


def test_an_owner_takes_a_piece_back_until_it_is_claimed(app, browse, made):
    number = made(people.sent)
    form = open_page(browse("ann"), f"/my/{number}").form("/withdraw")
    empty = form.send(reason=" ")
    assert empty.status == 422
    assert "reason" in empty.error_of("reason")
    assert open_page(browse("ed"), f"/desk/{number}").form("/claim").send().status == 200
    late = empty.form("/withdraw").send(reason="发给别家了")
    assert late.status == 403
    assert "taken the piece up meanwhile" in late.words()
    assert "发给别家了" in late.form("/ask-withdrawal").values()["reason"]
    assert steps(app) == ["submit", "claim"]


def test_an_owner_whose_piece_changed_meanwhile_can_take_it_back_all_the_same(
    app, client, browse, made
):
    made(lambda: people.sent(by=None, token="t" * 32))
    where = "/s/" + "t" * 32
    form = open_page(client, where).form("/withdraw")
    assert open_page(browse("ed"), "/desk/1").form("/vouch").send().status == 200
    late = form.send(reason="发给别家了")
    assert late.status == 409
    assert "发给别家了" in late.form("/withdraw").values()["reason"]
    assert late.form("/withdraw").send().status == 200
    assert steps(app)[-1] == "withdraw"


def test_a_forged_withdrawal_says_so_and_keeps_the_reason(app, browse, made):
    number = made(people.sent)
    form = open_page(browse("ann"), f"/my/{number}").form("/withdraw")
    refused = form.send(csrf_token="forged", reason="发给别家了")
    assert refused.status == 422
    assert "open too long" in refused.words()
    assert "发给别家了" in refused.form("/withdraw").values()["reason"]
    assert steps(app) == ["submit"]
