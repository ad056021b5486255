"""A password is judged soon, however it is made, and weak ones stay weak."""

import time
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.links import secret_of
from support.pages import open_page
from zxcvbn import matching

from cms.web.accounts.guessing import READ, easy_to_guess

SIGNS = "".join(sign for signs in matching.L33T_TABLE.values() for sign in signs)
BOMB = "@4({[<3691!|0$5+7%2" * 4
# What a text of 64 characters costs with each of some thirty readings, repeats within it included.
MOST_LOOKUPS = 40 * READ**2


def lookups(password, about=()) -> int:
    """Return how many parts of words are looked up in dictionaries to judge a password."""
    done, real = [], matching.dictionary_match

    def counted(text, *dictionaries, **named):
        done.append(len(text) ** 2)
        assert sum(done) <= MOST_LOOKUPS, password
        return real(text, *dictionaries, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "dictionary_match", counted)
        easy_to_guess(password, about)
    return sum(done)


@given(st.text(st.sampled_from(SIGNS + "ab"), min_size=1, max_size=200) | st.text(min_size=1))
@example(BOMB)
@example("1|7" * 24)
@example(SIGNS * 3)
@example("a" * 200)
@example("0123456789" * 7)
def test_no_password_costs_more_than_a_sentence_of_its_length(password):
    lookups(password)


def test_a_forged_form_is_not_judged_at_all(app, client, monkeypatch):
    open_page(client, "/reset").form().send(email="ann@demo.example")
    link = "/reset/" + secret_of(app, "ann@demo.example", "reset")
    judged = []
    monkeypatch.setattr(
        "cms.web.accounts.passwords.easy_to_guess", lambda *read: judged.append(read)
    )
    assert client.post(link, data={"password": BOMB}).status_code == 422
    assert judged == []
    assert open_page(client, link).form().send(password=BOMB).status == 200
    assert len(judged) == 1


def test_a_name_of_fifty_thousand_characters_is_not_read_whole():
    long = "word " * 10_000
    assert easy_to_guess("violet tractor sings at noon", [long]) is False
    assert lookups("violet tractor sings", [long]) <= MOST_LOOKUPS


@pytest.mark.parametrize(
    "weak",
    [
        "password1234",
        "P@ssw0rd!P@ssw0rd!",
        "123456789012",
        "1q2w3e4r5t6y",
        "!@#$%^&*()_+",
        "a" * 60,
    ],
)
def test_weak_ones_stay_weak(weak):
    assert easy_to_guess(weak)


@pytest.mark.parametrize(
    "strong", ["violet tractor 47 sings at 9", "x7$Kq2!9Lm4@c(3R8%zB1|0+56", BOMB]
)
def test_strong_ones_stay_strong(strong):
    assert not easy_to_guess(strong)


def test_a_name_makes_a_password_weak():
    assert easy_to_guess("wuxiaoming li", ["Wuxiaoming Li"])
    assert easy_to_guess("wuxiaoming li", ["wuxiaoming@li.example"])
    assert not easy_to_guess("violet tractor sings", ["Wuxiaoming Li"])


@pytest.mark.long
def test_every_choice_of_signs_is_judged_within_a_fifth_of_a_second():
    slowest = 0.0
    for size in (1, 2, 3, len(SIGNS)):
        for signs in combinations(sorted(set(SIGNS)), size):
            began = time.process_time()
            easy_to_guess(("".join(signs) * READ)[:READ])
            slowest = max(slowest, time.process_time() - began)
    assert slowest < 0.2
