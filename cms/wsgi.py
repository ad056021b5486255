"""The entry for any WSGI server: `cms.wsgi:app`."""

from cms.app import create_app

app = create_app()
