"""A folder in which commands are run."""

import pytest
from click.testing import CliRunner
from support.engines import fresh_sqlite

from cms.cli import main
from cms.demo import newsroom as demo
from cms.demo.content import pieces


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder of its own, with the settings given."""
    monkeypatch.chdir(tmp_path)

    def command(*words, text=None, **environ):
        env = {f"CMS_{name}": value for name, value in environ.items()}
        # Warnings of the code under test still fail; click's own runner keeps exceptions.
        result = CliRunner().invoke(main, words, env=env, input=text)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return command


@pytest.fixture
def newsroom(tmp_path):
    """A database in that folder, with the people of every test."""
    home = tmp_path / "instance"
    home.mkdir(mode=0o700)
    fresh_sqlite(home)


@pytest.fixture
def short_demo(monkeypatch):
    """The demo newsroom with its pieces that have no pictures, which would take seconds to draw."""
    few = [piece for piece in pieces() if not piece.images]
    monkeypatch.setattr(demo, "pieces", lambda: few)
    return few
