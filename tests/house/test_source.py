"""What holds for every file: no inline style or script, no file too long, nothing run on import."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(ROOT.glob("cms/**/*.py"))
TEMPLATES = sorted(ROOT.glob("templates/**/*.*"))
LONGEST, LONGEST_FUNCTION = 250, 25
INLINE = re.compile(
    r"""<style|\sstyle\s*=|<script(?! type="application/ld\+json")(?! src=)"""
    r"""|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)
# The filter `pictured` gives clean HTML its pictures' sizes, and marks it safe.
MARKED_SAFE = re.compile(r"\{\{[^}]*?([\w.]+)\s*\|\s*(?:safe|pictured)\b")
LONG_FOR_A_REASON = {
    "tests/text/attacks.py": "a corpus, one line an attack",
    "tests/cli/test_supervisor.py": "one trial and all that is tried with it",
}
# The cleaner and its corpus name what they take out; nothing of it is sent.
NAMES_MARKUP = {"cms/text"}


def below(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=below)
def test_no_template_has_inline_style_or_script(path):
    assert not INLINE.search(path.read_text("utf-8"))


def said(path):
    """Every text in the code but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_no_code_writes_inline_style_or_script():
    found = [
        below(path)
        for path in CODE
        if not below(path).startswith(tuple(NAMES_MARKUP)) and any(map(INLINE.search, said(path)))
    ]
    assert found == []


def test_the_search_for_inline_code_finds_it():
    for bad in (
        '<p style="x">',
        "<style>",
        "<script>",
        "<a onclick='x'>",
        '<script type="module">',
    ):
        assert INLINE.search(bad), bad
    for good in ('<script type="application/ld+json">', "<p data-style='x'>", 'form-action="x" '):
        assert not INLINE.search(good), good


def lines(path):
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_too_long():
    files = [*CODE, *TEMPLATES, *ROOT.glob("cms/static/**/*.css"), *ROOT.glob("tests/**/*.py")]
    long = {below(path): lines(path) for path in files if lines(path) > LONGEST}
    assert set(long) - set(LONG_FOR_A_REASON) == set()
    assert median(map(lines, CODE)) < 100


def test_no_function_is_too_long():
    long = {
        f"{below(path)}:{node.name}": node.end_lineno - node.body[0].lineno + 1
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and length(node) > LONGEST_FUNCTION
    }
    assert long == {}


def length(node):
    """Lines of a function's body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "util", "helpers", "helper", "manager", "service", "common", "misc"}
    assert [below(path) for path in CODE if path.stem in empty] == []


def test_importing_the_package_runs_nothing():
    assert (ROOT / "cms/__init__.py").read_text("utf-8") == ""
    script = "import cms, sys; print(sorted(set(sys.modules) & {'flask', 'sqlalchemy', 'cms.app'}))"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout == "[]\n"


@pytest.mark.parametrize("name", ["cms.web.context", "cms.web.errors", "cms.web.contribute.mine"])
def test_what_every_view_imports_can_be_imported_first(name):
    said = subprocess.run(
        [sys.executable, "-c", f"import {name}"], capture_output=True, text=True, check=False
    )
    assert said.stderr == ""


def test_every_module_says_in_one_sentence_what_it_is():
    silent = [
        below(path)
        for path in CODE
        if path.read_text("utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_nothing_is_marked_safe_by_templates_but_what_was_cleaned():
    marked = {
        (below(path), match)
        for path in TEMPLATES
        for match in MARKED_SAFE.findall(path.read_text("utf-8"))
    }
    assert marked == {
        ("templates/contribute/_piece.html", "html"),
        ("templates/desk/conflict.html", "their_html"),
        ("templates/site/article.html", "item.html"),
    }


def test_no_test_file_shadows_another():
    names = [path.name for path in ROOT.glob("tests/**/test_*.py")]
    assert len(names) == len(set(names))
