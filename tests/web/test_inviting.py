"""The form that invites somebody: what it takes, and what it refuses beside its field."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.inviting import NEU, invite, invited
from support.pages import open_page


@pytest.fixture
def ada(browse):
    return browse("ada")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("email", "ed@demo.example"),
        ("email", " ED@demo.example "),
        ("email", ""),
        ("email", "nowhere"),
        ("email", "a b@demo.example"),
        ("email", "neu@demo.example\r\nBcc: eve@demo.example"),
        ("email", "n\u0435u@demo.example"),
        ("email", "neu@d\u0435mo.example"),
        ("email", "neu@\uff44emo.example"),
        ("email", "n" * 300 + "@demo.example"),
        ("email", "<neu@demo.example>"),
        ("email", "neu@demo.example,eve@demo.example"),
        ("name", ""),
        ("name", "x" * 121),
        ("name", "a\nb"),
        ("name", "a\u202eb"),
        ("role", "king"),
        ("sections", []),
        ("sections", ["nonsense"]),
        ("locale", "fr"),
    ],
)
def test_what_is_refused_stands_beside_its_field(ada, written, name, typed):
    before = written()
    page = invite(ada, **{name: typed})
    assert page.status == 422
    assert page.error_of(name)
    assert written() == before
    back = page.form("/invite").values()
    assert all(back[each] == NEU[each] for each in ("email", "name", "role") if each != name)


def test_a_chinese_address_is_an_address(app, ada):
    assert invite(ada, email="知遥@地热.example").status == 200
    assert invited(app, "知遥@地热.example") is not None


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    email=st.one_of(st.text(max_size=60), st.emails()),
    name=st.text(max_size=140),
    role=st.one_of(st.text(max_size=8), st.sampled_from(["editor", "admin"])),
    section=st.one_of(st.text(max_size=12), st.just("news")),
    locale=st.sampled_from(["en", "zh_Hans", "", "x"]),
)
def test_nothing_typed_breaks_the_form(ada, email, name, role, section, locale):
    typed = {"email": email, "name": name, "role": role, "sections": [section], "locale": locale}
    typed = {
        key: value if isinstance(value, list) else value.encode("utf-8", "replace").decode()
        for key, value in typed.items()
    }
    form = open_page(ada, "/admin/people/invite").form("/invite")
    typed["sections"] = [section.encode("utf-8", "replace").decode()]
    assert form.send(follow=False, **typed).status in {303, 422}
