"""Everything of the web, bound to the app in the order that matters."""

from flask import Flask

from cms.web import (
    accounts,
    errors,
    figures,
    globals,  # noqa: A004  what templates know without being told
    headers,
    hosts,
    labels,
    language,
    limits,
    requests,
    throttle,
    tongues,
    transactions,
    uploading,
)
from cms.web.accounts import account as accounts_account
from cms.web.accounts import enrol as accounts_enrol
from cms.web.accounts import first_admin as accounts_first_admin
from cms.web.accounts import invitation as accounts_invitation
from cms.web.accounts import oidc_pages as accounts_oidc
from cms.web.accounts import passkey_pages as accounts_passkeys
from cms.web.accounts import recovery as accounts_recovery
from cms.web.accounts import second as accounts_second
from cms.web.admin import admin
from cms.web.admin import home as admin_home
from cms.web.admin import invite as admin_invite
from cms.web.admin import mail as admin_mail
from cms.web.admin import people as admin_people
from cms.web.admin import person as admin_person
from cms.web.autosave import autosave
from cms.web.contribute import confirm, contribute, mine, profile, renew, submit
from cms.web.contribute import pages as contribute_pages
from cms.web.desk import desk, edit, publish, queue, review
from cms.web.feeds import feeds
from cms.web.machines import crawlers, health, machines
from cms.web.media import media
from cms.web.site import article, calls, front, listings, search, site

# Importing a page binds its views to the blueprint of its package.
PAGES = (
    accounts_account,
    accounts_enrol,
    accounts_first_admin,
    accounts_invitation,
    accounts_oidc,
    accounts_passkeys,
    accounts_recovery,
    accounts_second,
    admin_home,
    admin_invite,
    admin_mail,
    admin_people,
    admin_person,
    contribute_pages,
    submit,
    confirm,
    mine,
    profile,
    renew,
    review,
    edit,
    publish,
    queue,
    crawlers,
    health,
)
# This one binds to the blueprint of stored files.
MEDIA_PAGES = (uploading,)
SITE_PAGES = (article, calls, front, listings, search)


def register(app: Flask) -> None:
    """Add hooks first (host, limits, transaction), then pages."""
    hosts.register(app)
    requests.register(app)
    limits.register(app)
    throttle.register(app)
    transactions.register(app)
    headers.register(app)
    language.register(app)
    tongues.register(app)
    labels.register(app)
    globals.register(app)
    figures.register(app)
    errors.register(app)
    accounts.register(app)
    app.register_blueprint(feeds)
    app.register_blueprint(site)
    app.register_blueprint(machines)
    app.register_blueprint(media)
    app.register_blueprint(autosave)
    app.register_blueprint(contribute)
    app.register_blueprint(desk)
    app.register_blueprint(admin)
    app.register_blueprint(accounts.accounts)
