"""No template, form or answer holds words that gettext does not know."""

from pathlib import Path

import pytest
from support.bare import bare_in_code, bare_in_template, bare_refusals

from cms import errors

ROOT = Path(__file__).parents[2]
CODE = ROOT / "cms"
# They speak English to whoever runs the machine.
ENGLISH = {"cli", "config", "demo", "assets"}
REFUSALS = {
    name
    for name, one in vars(errors).items()
    if isinstance(one, type) and issubclass(one, Exception)
}


def test_no_template_holds_a_bare_word():
    folder = ROOT / "templates"
    bare = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in sorted(folder.rglob("*.*"))
        if path.suffix != ".css"
        for line, text in bare_in_template(path.read_text("utf-8"))
    ]
    assert bare == []


def test_no_form_and_no_answer_holds_a_bare_word():
    bare = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in sorted((CODE / "web").rglob("*.py"))
        for line, text in bare_in_code(path.read_text("utf-8"))
    ]
    assert bare == []


def test_no_refusal_that_a_page_can_show_is_a_bare_text():
    bare = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in sorted(CODE.rglob("*.py"))
        if path.relative_to(CODE).parts[0] not in ENGLISH
        for line, text in bare_refusals(path.read_text("utf-8"), REFUSALS)
    ]
    assert bare == []


@pytest.mark.parametrize(
    "bare",
    [
        "<p>Words</p>",
        "<p>字</p>",
        "{{ _('Said') }} beside",
        "<img alt='A heat pump'>",
        "<input placeholder='name'>",
        "<button aria-label='Close'>×</button>",
        "<input type='submit' value='Send'>",
        "<form data-said='Not saved yet'>",
        "{{ 'Nothing here yet' }}",
        "{{ heads(['Piece', _('State')]) }}",
        "{% set text = 'All is well' %}",
        "{% if x %}<b>yes</b>{% endif %}",
        "RSS for all",
    ],
)
def test_a_bare_word_in_a_template_is_found(bare):
    assert [line for line, _text in bare_in_template("\n" + bare)] == [2]


def test_what_gettext_knows_and_names_are_left_alone():
    good = """{# A remark. #}<a class="button primary big" data-mode="on" title="{{ _('So') }}">
    {{ _('Now') }}</a> {{ ngettext('One', '%(num)d pieces', n) }} · RSS{% set a_class = 'a b c' %}
    <script>let words = 1;</script>"""
    assert bare_in_template(good) == []


@pytest.mark.parametrize(
    "bare",
    [
        "flash('Saved.')",
        "name = StringField('Name')",
        "name = StringField(_l('Name'), description='As it is printed')",
        "raise ValidationError('Please say more.')",
        "choices([('a', 'First'), ('b', _('Second'))])",
        "return jsonify(error='This file is too large.')",
        "LABELS = {'draft': 'Draft'}",
        "title = f'Page {number} of them'",
        "abort(404, '没有找到')",
    ],
)
def test_a_bare_word_in_a_form_is_found(bare):
    assert bare_in_code(bare)


def test_messages_logs_and_keys_are_left_alone():
    good = "log.info('a letter was sent'); x = d['Some Key']; y = _('Words of ours'); z = 'a-key'"
    assert bare_in_code(good) == []


def test_a_bare_refusal_is_found():
    assert bare_refusals("raise errors.CmsError('No.')", {"CmsError"}) == [(1, "No.")]
    assert bare_refusals("raise CmsError(N_('No.'))", {"CmsError"}) == []
