"""Which language a page speaks, and how the choice leads back."""

import pytest
from support.pages import open_page


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/search?q=a%26b", "/search?q=a%26b"),
        ("/tags/回填", "/tags/%E5%9B%9E%E5%A1%AB"),
        ("//evil.test", "/"),
        ("/\\evil.test", "/"),
        ("\\\\evil.test", "/"),
        ("https://evil.test/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.test", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("/%5Cevil.test", "/%5Cevil.test"),
        ("%2F%2Fevil.test", "/"),
        ("evil.test", "/"),
        ("", "/"),
    ],
)
def test_a_choice_of_language_leads_back_and_never_away(client, asked, led):
    answer = client.get("/language/en", query_string={"next": asked})
    assert answer.status_code == 303
    assert answer.headers["Location"] == led
    assert answer.headers["Set-Cookie"].startswith("language=en;")


def test_the_page_offers_to_come_back_to_itself(client):
    page = open_page(client, "/search?q=%E5%9C%B0%26b")
    other = page.all("//nav[@class='editions']//a[@lang='zh-Hans']/@href")[0]
    assert client.get(other).headers["Location"] == "/search?q=%E5%9C%B0%26b"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK,en;q=0.5", "zh-Hant"),
        ("zh-Hant-MY", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh_tw", "zh-Hant"),
        ("en-GB", "en"),
        ("fr,en;q=0.5", "en"),
        ("fr", "en"),
        ("", "en"),
        ("*", "en"),
        (";;;q=x", "en"),
        ("en;q=0,zh", "zh-Hans"),
        ("x" * 5000, "en"),
    ],
)
def test_the_browsers_language_is_spoken(client, accepted, language):
    page = open_page(client, "/", headers={"Accept-Language": accepted})
    assert page.tree.get("lang") == language


def test_the_chosen_language_goes_before_the_browsers(client):
    client.get("/language/zh_Hans")
    assert open_page(client, "/", headers={"Accept-Language": "en"}).tree.get("lang") == "zh-Hans"
    client.set_cookie("language", "tlh")
    assert open_page(client, "/", headers={"Accept-Language": "en"}).tree.get("lang") == "en"
