"""Site addresses become absolute, and nothing else changes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from text.judge import text_of

from cms.text.absolute import absolute
from cms.text.clean import clean

BASE = "https://news.example"
PICTURE = "/media/" + "a" * 64 + ".png"
PARTS = st.lists(
    st.sampled_from(
        [
            '<a href="/x?a=1&amp;b">',
            "</a>",
            f'<img alt=\'src="/x" > <a href="/y">\' src="{PICTURE}">',
            '&lt;a href="/x"&gt;',
            '<a href="https://a.example/">',
            '<p lang="en">',
            '<code>href="/x"</code>',
            ' src="/y"',
        ],
    )
    | st.text(max_size=8),
).map("".join)


def test_links_and_pictures_get_the_site_before_them():
    html = f'<p><a href="/a">1</a><img alt="2" src="{PICTURE}" width="3"></p>'
    assert absolute(html, BASE + "/") == (
        f'<p><a href="{BASE}/a">1</a><img alt="2" src="{BASE}{PICTURE}" width="3"></p>'
    )


def test_other_addresses_and_text_that_looks_like_one_stay():
    html = clean(
        "<a href='https://a.example/'>1</a><a href=mailto:a@b.cn>2</a>"
        f'<p>href="/x" &lt;a href="/x"></p><img alt=\'<a href="/x">\' src={PICTURE}>',
    ).html
    changed = absolute(html, BASE)
    assert changed == html.replace(f'src="{PICTURE}"', f'src="{BASE}{PICTURE}"')
    assert "src=" in changed


@settings(deadline=None)
@given(PARTS)
def test_the_text_and_the_descriptions_never_change(source):
    html = clean(source).html
    changed = absolute(html, BASE)
    assert text_of(changed) == text_of(html)
    assert changed.replace(f'="{BASE}/', '="/') == html
    assert changed.count(f'="{BASE}/') == html.count('<a href="/') + html.count(f'src="{PICTURE}"')
