"""Pieces of the gallery's own, one in each state, and the addresses of all that it shows."""

import itertools
from datetime import datetime, timedelta

from sqlalchemy import select
from support import people
from support.gallery_cast import GUEST_ADDRESS, NAMES
from support.gallery_text import RICH, TITLES
from support.gallery_unsent import ask_keeper, keep_unsent, move_on

from cms.actions.links import confirm_token, private_token
from cms.actions.submissions import begin
from cms.extensions import db
from cms.models import Article, ArticleState, Kind, Language, State, Submission
from cms.rules.facts import Text

ED, LIN, ANN = NAMES["ed"], NAMES["lin"], NAMES["ann"]
POINTS = ("请补上第三口井的水温，并说明是哪一天测的。", "第二段的“显著”请换成数字。")
CLAIM = ("claim", ED, {})
APPROVE = ("approve", LIN, {})
RELEASE = ("release", ED, {})
ASK = ("request_changes", ED, {"points": POINTS, "public_note": "底子很好，只差两处。"})
WAYS = {
    "submitted": (),
    "in_review": (CLAIM,),
    "changes_requested": (CLAIM, ASK),
    "answered": (CLAIM, ASK, ("resubmit", ANN, {"answers": ("补了。", "改成“1.6 ℃”。")})),
    "approved": (CLAIM, APPROVE),
    "scheduled": (CLAIM, APPROVE, ("schedule", ED, {})),
    "released": (CLAIM, APPROVE, RELEASE),
    "declined": (CLAIM, ("decline", ED, {"code": "scope", "public_note": "不在本刊范围。"})),
    "withdrawn": (("withdraw", ANN, {"reason": "数据有误。"}),),
    "asked_back": (CLAIM, ("ask_withdrawal", ANN, {"reason": "甲方来函，请先缓一缓。"})),
    "spam": (("mark_spam", ED, {}),),
    "corrected": (CLAIM, APPROVE, RELEASE),
    "retracted": (CLAIM, APPROVE, RELEASE),
    "killed": (CLAIM, APPROVE, RELEASE),
}
NOTES = {
    "corrected": "原文把第三口井的水温写作 6.1 ℃，应为 1.6 ℃。",
    "retracted": "作者来函说明数据取自他人报告，本刊撤回此文。",
    "killed": "",
}
_titles = (f"{title}（{n}）" for n in itertools.count(1) for title in TITLES)


def make_pieces(now: datetime) -> None:
    """Send and bring on a piece of ann's for each state, and the guests' pieces."""
    early = now - timedelta(days=40)
    for number, (name, way) in enumerate(WAYS.items()):
        made = people.sent(ANN, early + timedelta(hours=number), **_words(name))
        for offset, (step, who, asked) in enumerate(way, 1):
            _take(made, step, who, asked, early + timedelta(hours=number + offset), now)
    begin(people.new_piece(**_words("draft")), by=people.actor(ANN), now=early)
    for state, note in NOTES.items():
        article = _own(state).article
        article.state, article.note = ArticleState(state), note
    _guests(now)
    moved = ask_keeper(now, **_words("moved"))
    move_on(moved, now)
    keep_unsent(ask_keeper(now, **_words("unsent")), _own("in_review"), now)
    db.session.flush()


def _words(name: str) -> dict[str, object]:
    text = Text(
        next(_titles), RICH, "markdown", "三支温度计换来的一条规矩。", (("安念秋", "云舸设计院"),)
    )
    return {"text": text, "form_key": f"gallery-{name}", "tags": ("回填", "冬期施工")}


def _take(made: Submission, step: str, who: str, asked: dict, when: datetime, now: datetime):
    extra = dict(asked)
    if step == "request_changes":
        extra["due_at"] = now + timedelta(days=9)
    elif step == "schedule":
        extra["release_at"] = now + timedelta(days=3)
    elif step == "resubmit":
        old = made.current
        extra["text"] = Text(
            old.title, old.body + "\n\n补记一句。", "markdown", old.dek, (("安念秋", ""),)
        )
    people.take(made, step, who, when, **extra)


def _guests(now: datetime) -> None:
    for name in ("guest", "guest_asked", "guest_old", "guest_aside", "guest_confirmed"):
        aside = {"quarantined_for": "honeypot"} if name == "guest_aside" else {}
        made = people.sent(
            None, now - timedelta(days=3), email=GUEST_ADDRESS, **_words(name), **aside
        )
        if name == "guest_asked":
            people.take(made, "claim", ED, now)
            people.take(made, *ASK[:2], now, **ASK[2], due_at=now + timedelta(days=9))
        elif name == "guest_old":
            made.token_expires_at = now - timedelta(days=1)
        elif name == "guest_confirmed":
            made.sender.confirmed_at = now
    english = {
        "language": Language.EN,
        "kind": Kind.OPINION,
        "name": "Wen",
        "email": "w@wells.example",
    }
    people.sent(None, now, **(_words("guest_english") | english))


def _own(name: str) -> Submission:
    return db.session.scalars(
        select(Submission).where(Submission.form_key == f"gallery-{name}")
    ).one()


def pieces_found() -> dict[str, str]:
    """`<state>` is a piece's number; `guest…` private links; `article_…` pages of the site."""
    places = {name: str(_own(name).id) for name in (*WAYS, "draft", "moved", "unsent")}
    for name in ("guest", "guest_asked", "guest_old", "guest_aside", "guest_confirmed"):
        places[name] = f"/s/{private_token(_own(name))}"
        places[f"{name}_id"] = str(_own(name).id)
    places["confirm_sender"] = f"/confirm-sender/{confirm_token(_own('guest'))}"
    places |= {f"article_{one}": _address(_own(one).article) for one in (*NOTES, "released")}
    return places | _shown()


def _shown() -> dict[str, str]:
    live = select(Article).where(Article.state == ArticleState.LIVE).order_by(Article.id)
    all_live = list(db.session.scalars(live))
    wanted = {
        "article_zh": lambda one: one.language is Language.ZH_HANS and one.revision.images,
        "article_en": lambda one: one.language is Language.EN,
        "article_hant": lambda one: one.language is Language.ZH_HANT,
        "article_counterpart": lambda one: one.counterpart_id,
        "article_paper": lambda one: one.kind is Kind.PAPER,
        "article_table": lambda one: "<table" in one.revision.html,
    }
    month = all_live[-1].published_at
    places = {"archive": f"/archive/{month:%Y/%m}"}
    for name, fits in wanted.items():
        one = next(filter(fits, all_live), all_live[0])
        places[name] = _address(one)
    return places | {"section": f"/sections/{all_live[0].section.slug}"}


def _address(article: Article) -> str:
    return f"/articles/{article.public_id}/{article.slug}"


assert set(State) - {State.DRAFT} <= set(WAYS), "a state has no piece"
