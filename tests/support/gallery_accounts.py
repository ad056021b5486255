"""The doors: signing in, making an account, passwords, second factors, the account's own pages."""

from support.gallery_steps import Entry, press, put, run

SEND = press("main form button")
WRONG = (put(email="ann@demo.example", password="wrong"), SEND)
WITHOUT_PASSKEYS = run("document.querySelectorAll('main form').forEach(one => one.hidden)")


def door(name: str, address: str, *steps, who: str | None = None, status: int = 200) -> Entry:
    return Entry(name, who, address, status, tuple(steps))


ACCOUNTS = (
    door("sign-in", "/login"),
    door("sign-in-errors", "/login", *WRONG, status=422),
    door("sign-in-passkey", "/login/passkey"),
    door("register", "/register"),
    door("register-errors", "/register", SEND, status=422),
    door("forgot", "/reset"),
    door("forgot-errors", "/reset", SEND, status=422),
    door("reset", "{reset}"),
    door("reset-errors", "{reset}", put(password="short"), SEND, status=422),
    door("reset-wrong", "/reset/x", status=404),
    door("confirm", "{confirm}"),
    door("confirm-errors", "{confirm}", SEND, status=422),
    door("confirm-wrong", "/confirm/x", status=404),
    door("confirm-again", "/confirm"),
    door("invitation", "{invitation}"),
    door("invitation-errors", "{invitation}", put(name=""), SEND, status=422),
    door("invitation-closed", "/invitation/1-x", status=404),
    Entry("first-admin", None, "{first_admin}", empty=True),
    Entry("first-admin-errors", None, "{first_admin}", 422, (SEND,), empty=True),
    door("second-choose", "/login/second", who="half_both"),
    door("second-code", "/login/code", who="half_app"),
    door("second-code-errors", "/login/code", put(code="000000"), SEND, who="half_app", status=422),
    door("second-recovery", "/login/recovery", who="half_app"),
    door(
        "second-recovery-errors",
        "/login/recovery",
        put(code="x"),
        SEND,
        who="half_app",
        status=422,
    ),
    door("factor-choose", "/account/second-factor", who="ann"),
    door("factor-choose-half", "/account/second-factor", who="half_none"),
    door("factor-app", "/account/second-factor/app", who="ann"),
    door(
        "factor-app-errors",
        "/account/second-factor/app",
        put(code="000000"),
        SEND,
        who="ann",
        status=422,
    ),
    door("factor-passkey", "/account/second-factor/passkey", who="ann"),
    door("recovery", "/account/recovery-codes", who="vera"),
    door("recovery-codes", "/account/recovery-codes", SEND, who="vera"),
    door("account", "/account/", who="ann"),
    door("account-factors", "/account/", who="vera"),
    door("account-desk", "/account/", who="ed"),
    door("verify", "/account/second-factor", who="stale"),
    door(
        "verify-errors", "/account/second-factor", put(password="x"), SEND, who="stale", status=422
    ),
    door("change-password", "/change", who="ann"),
    door("change-password-errors", "/change", SEND, who="ann", status=422),
    door("change-email", "/change-email", who="ann"),
    door("change-email-errors", "/change-email", put(email="x"), SEND, who="ann", status=422),
    door("change-email-confirm", "{change_email}", who="ann"),
)
