"""A refusal beside the field that it is about."""

from flask_wtf import FlaskForm

from cms.errors import CmsError, Invalid
from cms.web.errors import translate


def put_on(form: FlaskForm, refusal: CmsError) -> None:
    """Add the refusal's errors to their fields, or to the form as a whole."""
    if not isinstance(refusal, Invalid):
        form.form_errors.append(translate(refusal))
        return
    for name, error in refusal.fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, translate(error)]
        else:
            form.form_errors.append(translate(error))
