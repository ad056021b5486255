"""No regular expression of ours can be made slow by 100 kB that someone sends."""

import ast
import importlib
import pkgutil
import re
import time
from pathlib import Path

import pytest

import cms

USES = {f"re.{name}" for name in ("search", "match", "fullmatch", "sub", "split", "findall")}
SIZES = (10_000, 100_000)  # a slow one is caught at the small ones
BUDGET = 1.0  # seconds of this process's own work; the slowest takes a fifth of it
PIECES = (
    *("a", "A", "0", " ", "\t", "\n", ".", ",", "-", "_", "*", "#", "`", "<", ">", "&", ";", "="),
    *("(", ")", "[", "]", "{", "}", "/", "\\", ":", "@", "'", '"', "|", "!", "?", "+", "~", "^"),
    *("汉", "é", "。", "，", "“", "（", "\u200b", "\u0301", "\U0001f600"),
    *("ab", "a ", "a.", "a-", "0.", "<a ", "<!--", "&#", "://", '="', "](", "![", "()", "a@", "* "),
    *(
        "汉(",
        "汉(a",
        "发(fā)",
        "\r\n",
        "a\n",
        "- a\n",
        "http://a",
        "a=a ",
        "<a><",
        "''",
        "--",
        "__a",
    ),
)


def patterns():
    """Every compiled expression that a module of ours holds, by the module and name."""
    found = {}
    for one in pkgutil.walk_packages(cms.__path__, "cms."):
        if one.name.endswith("__main__"):
            continue
        module = importlib.import_module(one.name)
        for name, value in vars(module).items():
            for at, each in enumerate(value if isinstance(value, tuple | list) else [value]):
                if isinstance(each, re.Pattern):
                    found[f"{one.name}.{name}.{at}"] = each
    return found


def inline():
    """Every expression written out where it is used."""
    found = {}
    for path in sorted(Path(cms.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in USES:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found[f"{path.name}:{node.lineno}"] = re.compile(first.value)
    return found


PATTERNS = patterns() | inline()


SOURCES = "\n".join(path.read_text("utf-8") for path in Path(cms.__path__[0]).rglob("*.py"))


def searches(name):
    """Whether the expression is ever looked for within a text, not only held against all of it."""
    short = re.escape(name.split(".")[-2]) if name.startswith("cms.") else ""
    used = rf"\b{short}(?:\[\w+\])?\.(?:search|finditer|sub|subn|findall|split)\b"
    return (
        not short or re.search(used, SOURCES) or not re.search(rf"\b{short}\.\w*match\(", SOURCES)
    )


def cost(pattern, text, within=True):
    text = text.encode() if isinstance(pattern.pattern, bytes) else text
    begun = time.process_time()
    if within:
        for found in pattern.finditer(text):
            found.groups()
    pattern.fullmatch(text)
    return time.process_time() - begun


def endless(pattern, within):
    for piece in PIECES:
        for size in SIZES:
            repeated = piece * (size // len(piece))
            for text in (repeated + "\0", "x" + repeated):
                if cost(pattern, text, within) > BUDGET:
                    return piece, size
    return None


@pytest.mark.long
@pytest.mark.parametrize("name", PATTERNS)
def test_no_expression_is_slow_on_anything_repeated(name):
    assert endless(PATTERNS[name], searches(name)) is None


def test_a_slow_expression_would_be_seen():
    text = "a" * 10_000
    assert cost(re.compile(r"a*b"), text) > 20 * cost(re.compile(r"a+"), text)
    assert len(PATTERNS) > 10
