"""When the database is gone, people get plain words and no trace."""

from pathlib import Path

import pytest
from support.engines import make_config

from cms.app import create_app


@pytest.fixture
def broken(tmp_path: Path):
    return create_app(
        make_config(f"sqlite:///{tmp_path}/never/migrated.db", tmp_path)
    ).test_client()


@pytest.mark.parametrize("where", ["/", "/submit", "/desk/", "/feeds/all.rss", "/nowhere"])
def test_a_page_without_its_database_says_so_plainly(broken, where):
    answer = broken.get(where)
    assert answer.status_code in {303, 503}
    assert "Traceback" not in answer.get_data(as_text=True)
    if answer.status_code == 503:
        assert "请稍后再试" in answer.get_data(as_text=True)


def test_the_process_still_lives_but_is_not_ready(broken):
    assert broken.get("/healthz").status_code == 200
    assert broken.get("/readyz").status_code == 503
