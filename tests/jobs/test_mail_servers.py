"""Mail servers that fail lose no letter; a password goes to the right one only, and encrypted."""

from datetime import timedelta

import pytest
from support.people import NOON
from support.postoffice import knows, misbehaving, post_office, self_signed

from cms.jobs import post

MINUTE = timedelta(minutes=1)
HELLO = (b"220 here\r\n", b"250 here\r\n")
TRANSACTION = (*HELLO, b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n")


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ((), "timed out"),
        (HELLO, "closed"),
        (TRANSACTION, "closed"),
        ((b"421 too busy\r\n",), "421"),
        ((b"nonsense\r\n",), ""),
    ],
    ids=["stalls", "drops", "drops within the letter", "turns away", "is no mail server"],
)
def test_a_server_that_fails_loses_no_letter(mail_url, written, run, fate, answers, why):
    first, second = written(), written()
    with misbehaving(*answers) as where:
        mail_url(f"smtp://{where}?timeout=1")
        assert run() == 0
    state, error, job = fate(first)
    assert (state, job) == ("waiting", "waiting")
    assert why in error
    assert error
    assert fate(second) == ("waiting", "", "waiting")  # one try told enough
    with post_office() as (box, where):
        mail_url(f"smtp://{where}")
        assert run(NOON + MINUTE) == 2
        assert len(box.raw) == 2


# Encryption and passwords


def test_a_server_is_told_user_and_password(mail_url, written, run, fate):
    number = written()
    with post_office(**knows("desk", "p@ss/word")) as (box, where):
        mail_url(f"smtp://desk:p%40ss%2Fword@{where}")
        assert run() == 1
        assert len(box.raw) == 1
    assert fate(number)[0] == "sent"


def test_a_wrong_password_is_for_the_operator_to_mend(mail_url, written, run, fate):
    number = written()
    with post_office(**knows("desk", "right")) as (box, where):
        mail_url(f"smtp://desk:wrong@{where}")
        assert run() == 0
        assert box.raw == []
    assert fate(number)[0] == "waiting"
    assert "535" in fate(number)[1]


def test_a_password_does_not_travel_in_the_clear(monkeypatch, mail_url, written, run, fate):
    monkeypatch.setattr(post, "LOOPBACK", frozenset())
    number = written()
    with post_office(**knows("desk", "right")) as (_box, where):
        mail_url(f"smtp://desk:right@{where}")
        assert run() == 0
    assert "no encryption" in fate(number)[1]


def test_encryption_is_used_where_it_is_offered(mail_url, written, run, tmp_path):
    written()
    with post_office(tls_context=self_signed(tmp_path)) as (box, where):
        mail_url(f"smtp://{where}")
        assert run() == 1
        assert box.encrypted == [True]


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtp"])
def test_a_password_is_told_to_nobody_without_a_good_certificate(
    mail_url, written, run, fate, tmp_path, scheme
):
    number = written()
    options = knows("desk", "right") | {"tls_context": self_signed(tmp_path)}
    with post_office(**options) as (_box, where):
        mail_url(f"{scheme}://desk:right@{where}")
        assert run() == 0
    assert "certificate" in fate(number)[1]


def test_insisting_on_encryption_asks_for_a_good_certificate_too(
    mail_url, written, run, fate, tmp_path
):
    number = written()
    with post_office(tls_context=self_signed(tmp_path)) as (box, where):
        mail_url(f"smtp+starttls://{where}")
        assert run() == 0
        assert box.raw == []
    assert "certificate" in fate(number)[1]


def test_insisting_on_encryption_sends_nothing_without(mail_url, written, run, fate):
    number = written()
    with post_office() as (box, where):
        mail_url(f"smtp+starttls://{where}")
        assert run() == 0
        assert box.raw == []
    assert "STARTTLS" in fate(number)[1]
