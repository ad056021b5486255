"""Who must have a second factor, and when the last one may go."""

import pytest

from cms.errors import GuardFailed
from cms.models import Role
from cms.rules.factors import Held, check_removal, read_roles, second_factor_needed


@pytest.mark.parametrize(
    ("setting", "roles"),
    [
        ("none", set()),
        ("editor,chief,admin", {Role.EDITOR, Role.CHIEF, Role.ADMIN}),
        ("contributor", {Role.CONTRIBUTOR}),
    ],
)
def test_the_setting_names_the_roles(setting, roles):
    assert read_roles(setting) == roles


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("demo", [False, True])
@pytest.mark.parametrize("required", [frozenset(), frozenset({Role.EDITOR}), frozenset(Role)])
def test_a_role_that_is_named_needs_one_but_for_the_demo(role, demo, required):
    assert second_factor_needed(role, demo, required) == (role in required and not demo)


@pytest.mark.parametrize(
    ("held", "app", "allowed"),
    [
        (Held(app=True), True, False),
        (Held(app=True, recovery_codes=10), True, False),
        (Held(passkeys=1), False, False),
        (Held(passkeys=2), False, True),
        (Held(app=True, passkeys=1), True, True),
        (Held(app=True, passkeys=1), False, True),
    ],
)
def test_the_last_one_stays_where_it_is_needed(held, app, allowed):
    check_removal(held, needed=False, app=app)
    if allowed:
        check_removal(held, needed=True, app=app)
    else:
        with pytest.raises(GuardFailed):
            check_removal(held, needed=True, app=app)
