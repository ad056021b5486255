"""A browser is called what its owner calls it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.agent import LONGEST, describe_agent

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox · Linux",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/140.0 Safari/537.36", "Chrome · Windows"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari · iPhone",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 15) {KIT} Chrome/130.0 MicroMessenger/8.0.50",
            "WeChat · Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/19.0 Safari/605.1.15",
            "Safari · macOS",
        ),
        ("curl/8.1", "curl/8.1"),
        ("", ""),
    ],
)
def test_browser_and_system_are_named(agent, said):
    assert describe_agent(agent) == said


@given(st.text(max_size=500))
def test_whatever_a_browser_says_is_short_and_can_be_shown(agent):
    said = describe_agent(agent)
    assert len(said) <= LONGEST
    assert said.isprintable()
