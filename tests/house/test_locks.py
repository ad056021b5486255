"""The locks name exact packages and their hashes, and nothing about where they come from."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ["requirements.lock", ".ci/requirements-dev.lock"]


def locked(lock):
    """Give each locked requirement's name, versions and the text of its whole entry."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(Requirement(entry.split(" --hash")[0].strip()), entry) for entry in entries]


def wanted(group):
    """Give the requirements of one dependency group, of the groups it includes too."""
    for item in PROJECT["dependency-groups"].get(group, []):
        if isinstance(item, str):
            yield Requirement(item)
        else:
            yield from wanted(item["include-group"])


RUN = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
BUILD = [Requirement(text) for text in PROJECT["build-system"]["requires"]]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock):
    for requirement, entry in locked(lock):
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}( |$)", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_packages_come_from(lock):
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|^\s*(-i|-f|--[a-z-]*(index|find)[a-z-]*)\b| @ ", text, re.MULTILINE)


@pytest.mark.parametrize("requirement", [*RUN, *BUILD, *wanted("dev")], ids=str)
def test_every_dependency_has_a_floor(requirement):
    assert any(floor.operator in {">=", "~=", "=="} for floor in requirement.specifier)


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [(LOCKS[0], [*RUN, *BUILD]), (LOCKS[1], [*RUN, *BUILD, *wanted("dev")])],
    ids=LOCKS,
)
def test_every_dependency_is_locked_at_a_version_that_it_allows(lock, requirements):
    versions = {}
    for requirement, _ in locked(lock):
        pins = versions.setdefault(canonicalize_name(requirement.name), [])
        pins += [pin.version for pin in requirement.specifier]
    for requirement in requirements:
        pins = versions.get(canonicalize_name(requirement.name), [])
        assert pins, f"{requirement} is not in {lock}: run make lock"
        assert all(requirement.specifier.contains(pin, prereleases=True) for pin in pins)


def test_what_runs_is_what_was_tested():
    tested = {str(requirement) for requirement, _ in locked(".ci/requirements-dev.lock")}
    assert {str(requirement) for requirement, _ in locked("requirements.lock")} <= tested


def imported(folder):
    """Give the names of the modules that a folder's code imports at its top level."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (one.name.split(".")[0] for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


def test_the_code_imports_nothing_that_only_comes_along_with_something_else():
    names = {canonicalize_name(Requirement(one).name) for one in PROJECT["project"]["dependencies"]}
    providers = packages_distributions()
    for module in set(imported("cms")) - set(sys.stdlib_module_names) - {"cms"}:
        found = {canonicalize_name(one) for one in providers.get(module, [])}
        assert not found or found & names, module
