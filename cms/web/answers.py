"""What a view with a form answers."""

from flask import render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

Answer = str | Response | tuple[str, int]


def form_page(template: str, form: FlaskForm, **given: object) -> str | tuple[str, int]:
    """Return the form's page: 200 when it is only asked for, 422 when what was sent is refused."""
    html = render_template(template, form=form, **given)
    return (html, 422) if form.is_submitted() else html
