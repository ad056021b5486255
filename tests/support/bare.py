"""Finds words in templates and code that gettext does not know."""

import ast
import re
from html.parser import HTMLParser

from jinja2 import Environment, nodes

GETTEXT = {"_", "_l", "N_", "gettext", "lazy_gettext", "ngettext", "pgettext"}
FOR_PEOPLE = {"alt", "title", "placeholder", "label", "summary", "abbr", "download", "content"}
HAN = "\u3400-\u9fff"
WORD = re.compile(f"[^\\W\\d_]{{2,}}|[{HAN}]")
# Several words, or one with a capital: what no key, class or address looks like.
WORDS = re.compile(f"^[A-Z][a-z’']+(?:[ ,.!?…]|$)|[a-z,;:] [A-Za-z]+ [a-z]+|[{HAN}]")
# Names are the same in every language.
NAMES = {
    "RSS": "a format",
    "Atom": "a format",
    "JSON Feed": "a format",
    "JSON": "a format",
    "SHA-256": "an algorithm",
    "Esc": "printed on the key",
    "Tab": "printed on the key",
    "简体": "a language calls itself so",
    "繁體": "a language calls itself so",
    "English": "a language calls itself so",
}
# A file's name, in ASCII for every system, and an attribute that a macro writes into a tag.
TECHNICAL = (r"[\w-]*\.(?:txt|html|jpg)\b", r'^\s*(?:[\w-]+="[^"]*"\s*)+$')
BY_LENGTH = sorted(NAMES, key=len, reverse=True)
NAMED = re.compile("|".join([*map(re.escape, BY_LENGTH), *TECHNICAL]))
# What stands in the code of the web and is not shown in one language: how it begins, and why.
ALLOWED = {
    "简体中文": "a language calls itself so",
    "繁體中文": "a language calls itself so",
    "The site can't answer": "says it in both languages: the page needs the database",
    "There is no site of this name": "says it in both languages: no reader is known yet",
    "Too many forms are": "followed by its Chinese: sent before a request is read",
    "The connection was too": "followed by its Chinese: sent before a request is read",
    "There is no room for this": "followed by its Chinese: sent before a request is read",
    "同时提交": "the Chinese of the above",
    "连接太慢": "the Chinese of the above",
    "服务器空间不足": "the Chinese of the above",
    "the database is not ready": "for machines that watch",
    "SELECT ": "SQL",
    "default-src ": "a header",
    "openid ": "what is asked of a sign-in service",
    "its answer is": "for the log",
    "it tells of": "for the log",
    "it calls itself": "for the log",
    " is no https address": "for the log",
    "not a form of": "for the log",
    "too many parts": "for the log",
    "form of another site": "for the log",
    "Flask-Security wants": "for who wires a new letter",
    ", which is no letter": "for who wires a new letter",
    "Copydesk": "a name",
    "Lax": "a cookie's attribute",
    "Cookie": "a header",
    "Person": "a type, or a word of schema.org",
    "Organization": "a word of schema.org",
    "Form": "a type",
    "View": "a type",
}
ALLOWED_DATES = re.compile(r"yyyy|MMMM|d MMM|M月d日")


class Texts(HTMLParser):
    """Collects what people read or hear: text, and the attributes that are spoken or shown."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.silent = ""

    def handle_starttag(self, tag, attrs):
        self.silent = tag if tag in {"script", "style", "code"} else ""
        given = dict(attrs)
        for name, value in attrs:
            if self.spoken(tag, name, given):
                self.note(value or "", WORD)
            elif name.startswith("data-"):
                self.note(value or "", WORDS)

    def spoken(self, tag, name, given):
        if name == "content":
            return given.get("name") == "description"
        if name == "value":
            return tag == "input" and given.get("type") in {"submit", "button", "reset"}
        return name in FOR_PEOPLE or name in {
            "aria-label",
            "aria-description",
            "aria-roledescription",
        }

    def handle_endtag(self, _tag):
        self.silent = ""

    def handle_data(self, data):
        if not self.silent:
            self.note(data, WORD)

    def note(self, text, like):
        if like.search(NAMED.sub("", text)) and text.strip():
            above = text[: len(text) - len(text.lstrip())].count("\n")
            self.found.append((self.getpos()[0] + above, " ".join(text.split())))


def html_of(source, environment):
    """Give a template's own HTML with its lines kept and every expression taken out."""
    return "".join(
        text if kind == "data" else "\n" * text.count("\n")
        for _line, kind, text in environment.lex(source)
    )


def said_in_expressions(source, environment):
    """Give (line, text) of every wordy literal of a template that is no message."""
    tree = environment.parse(source)
    known = set()
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in GETTEXT:
            known |= {id(one) for one in call.find_all(nodes.Const)}
    for compared in tree.find_all(nodes.Compare):
        known |= {id(one) for one in compared.find_all(nodes.Const)}
    for assigned in tree.find_all(nodes.Assign):
        if isinstance(assigned.target, nodes.Name) and assigned.target.name.endswith("_class"):
            known |= {id(one) for one in assigned.find_all(nodes.Const)}
    return [
        (one.lineno, one.value)
        for one in tree.find_all(nodes.Const)
        if isinstance(one.value, str) and id(one) not in known
        if WORDS.search(NAMED.sub("", one.value))
    ]


def bare_in_template(source):
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    parser = Texts()
    parser.feed(html_of(source, environment))
    parser.close()
    return sorted(parser.found + said_in_expressions(source, environment))


def called(call):
    """Give the name of what is called, and of what it is called on."""
    if isinstance(call.func, ast.Attribute):
        on = call.func.value.id if isinstance(call.func.value, ast.Name) else ""
        return call.func.attr, on
    return (call.func.id if isinstance(call.func, ast.Name) else ""), ""


def literals(tree):
    """Give every literal text of a module that is no message, docstring, log line or key."""
    known = set()
    for node in ast.walk(tree):
        said = isinstance(node, ast.Call) and (
            called(node)[0] in GETTEXT or called(node)[1] == "log"
        )
        remark = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if said or remark or isinstance(node, ast.Compare | ast.Subscript):
            known |= {id(one) for one in ast.walk(node) if isinstance(one, ast.Constant)}
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known
    ]


def bare_in_code(source):
    """Give (line, text) of what reads like words, in code that answers people."""
    return [
        (one.lineno, one.value)
        for one in literals(ast.parse(source))
        if WORDS.search(NAMED.sub("", one.value)) and not one.value.startswith(tuple(ALLOWED))
        if not ALLOWED_DATES.search(one.value)
    ]


def bare_refusals(source, refusals):
    """Give (line, text) of each refusal that is raised with a plain text."""
    return [
        (call.lineno, call.args[0].value)
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and called(call)[0] in refusals and call.args
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]
