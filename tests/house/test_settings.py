"""Every setting stands in the README's table, and nothing else does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from cms.config import SETTINGS, Config

README = Path(__file__).parents[2] / "README.md"
ROWS = re.findall(r"^\| `CMS_(\w+)` \| (.+?) \| (.+?) \|", README.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", [one.name for one in SETTINGS])
def test_a_setting_is_documented_once(name):
    assert [row[0] for row in ROWS].count(name) == 1


def test_the_readme_documents_no_setting_that_is_not_there():
    assert {row[0] for row in ROWS} == {one.name for one in SETTINGS}


def test_the_readme_gives_the_defaults():
    told = {name: default.replace("`", "").replace("empty", "") for name, default, _about in ROWS}
    assert told == {one.name: one.default for one in SETTINGS}


def test_a_setting_says_what_it_means_and_what_helps():
    for one in SETTINGS:
        assert one.about.endswith("."), one.name
        assert one.remedy or one.read is str.strip, one.name


def test_every_setting_reaches_the_newsroom():
    assert {one.name.lower() for one in SETTINGS} == {one.name for one in fields(Config)} - {
        "instance"
    }
