"""Every line of the security checklist is proved by tests that exist, or waits for its issue."""

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
WEB = "web/test_"
LINES = {
    "Passwords": [
        WEB + "sign_in.py::test_passwords_are_kept_as_argon2id_at_a_cost",
        WEB + "sign_in_input.py::test_a_known_and_an_unknown_address_take_the_same_time",
        WEB + "sign_in.py::test_a_refused_sign_in_does_not_tell_who_has_an_account",
        WEB + "registration_input.py::test_long_and_many_coloured_passwords_are_welcome",
        WEB + "registration_input.py::test_what_is_refused_stands_beside_its_field",
    ],
    "Throttle": [
        WEB + "throttle.py::test_wrong_passwords_from_one_network_are_stopped_and_said_so",
        WEB + "throttle.py::test_a_networks_accounts_are_counted_together_anywhere_but_here",
        WEB + "throttle.py::test_a_flood_of_wrong_passwords_does_not_lock_the_owner_out",
        WEB + "throttle.py::test_where_someone_says_to_be_is_believed_of_known_proxies_alone",
        "actions/test_counters.py::test_of_many_at_once_no_more_than_the_limit_get_through",
        "actions/test_counters.py::test_a_try_counts_though_the_request_rolls_back",
    ],
    "Sessions": [
        WEB + "sign_in.py::test_signing_in_starts_a_new_session",
        WEB + "sessions.py::test_a_planted_cookie_is_worth_nothing",
        WEB + "sessions.py::test_a_copied_cookie_is_dead_after_signing_out",
        WEB + "sessions.py::test_what_changes_an_account_ends_its_sessions",
        WEB + "half_way.py"
        "::test_a_session_from_before_the_second_factor_is_worth_nothing_after_it",
    ],
    "Reset": [
        WEB + "new_password.py::test_the_link_works_once_and_so_do_its_sisters",
        WEB + "new_password.py::test_the_link_runs_out_after_an_hour",
        WEB + "new_password.py::test_a_new_password_opens_nothing_past_the_second_factor",
        WEB + "new_password.py::test_known_and_unknown_addresses_get_the_same_answer",
        WEB + "hosts.py::test_every_absolute_link_names_the_sites_own_address",
        WEB + "registration.py::test_pages_with_a_secret_are_kept_nowhere",
    ],
    "MFA": [
        WEB + "second_factor.py"
        "::test_the_desk_sets_up_a_second_factor_before_it_gets_a_session",
        WEB + "second_factor.py::test_a_code_works_once_also_in_another_process",
        WEB + "second_factor.py::test_recovery_codes_are_kept_as_hashes_alone",
        WEB + "sessions_list.py::test_ending_sessions_asks_again_who_is_there",
    ],
    "Authz": [
        "rules/test_permissions.py::test_each_actor_may_what_the_table_says",
        ("rules/test_permissions.py"
        "::test_every_step_has_a_row_for_every_state_and_only_one"),
        "house/test_routes.py::test_every_route_is_guarded_or_public_for_a_reason",
        ("house/test_routes.py"
        "::test_a_guarded_route_opens_to_nobody_without_the_right"),
        WEB + "hidden.py::test_a_piece_of_others_on_the_desk_is_not_there",
        "web/test_media_guarded.py::test_nobody_gets_another_piece_s_files_by_changing_an_address",
        "rules/test_guards.py::test_a_stale_version_is_refused_with_both_numbers",
    ],
    "Preview": [
        WEB + "hidden.py::test_a_link_runs_out",
        WEB + "hidden.py::test_a_link_leads_to_no_other_piece",
        WEB + "headers.py"
        "::test_links_with_a_secret_stay_out_of_caches_and_referrers",
        WEB + "private_links.py::test_a_link_that_was_replaced_looks_like_a_wrong_one",
    ],
    "CSRF": [
        WEB + "transactions.py::test_a_forged_token_commits_nothing_on_any_route",
        WEB + "transactions.py::test_a_form_of_another_site_is_refused_even_with_a_token",
        "house/test_routes.py::test_nothing_that_changes_is_behind_a_get",
        WEB + "sessions.py::test_tokens_beside_the_session_open_nothing",
    ],
    "XSS by sink": [
        "text/test_clean.py::test_an_attack_leaves_only_what_the_policy_names",
        "browser/test_attacks.py::test_no_cleaned_attack_runs_in_a_browser",
        WEB + "site.py::test_structured_data_is_read_whole_and_cannot_end_its_script",
        WEB + "site.py::test_sitemaps_are_valid_and_hold_what_is_live",
        "feeds/test_feed_hostile.py::test_hostile_text_is_only_text_everywhere",
        "letters/test_compose.py::test_hostile_names_and_titles_stay_text",
    ],
    "XML": [
        "feeds/test_feed_hostile.py::test_any_text_survives",
        "feeds/test_feed_hostile.py::test_a_half_surrogate_does_not_stop_json",
    ],
    "Unicode": [
        "text/test_characters.py::test_ordinary_text_has_its_normal_form",
        WEB + "odd_values.py"
        "::test_odd_values_in_every_field_of_every_form_are_no_failure",
        WEB + "odd_values.py::test_no_address_is_a_failure",
    ],
    "Mass assignment": [
        WEB + "planted_fields.py"
        "::test_planted_fields_change_nothing_behind_any_form",
        WEB + "planted_fields.py"
        "::test_the_submit_form_takes_no_more_than_it_shows",
    ],
    "Uploads": [
        ("storage/test_bad_pictures.py"
        "::test_a_small_file_that_unpacks_to_169_million_pixels"),
        ("storage/test_bad_pictures.py"
        "::test_what_is_hung_onto_a_picture_does_not_come_through"),
        "storage/test_bad_pictures.py::test_other_kinds_of_pictures_are_not_even_tried",
        "storage/test_bad_pictures.py::test_any_bytes_are_a_picture_or_refused",
        "storage/test_pictures.py::test_metadata_is_gone",
        "web/test_media_guarded.py::test_a_document_is_saved_under_its_own_name",
    ],
    "E-mail": [
        "jobs/test_sending.py::test_addresses_and_names_make_no_headers",
        "letters/test_compose.py::test_nobody_makes_us_mail_an_address_of_theirs",
    ],
    "Redirect": [
        WEB + "ways_back.py::test_no_parameter_leads_away_from_the_site",
        WEB + "ways_back.py::test_no_form_that_was_taken_leads_away_from_the_site",
        WEB + "ways_back.py::test_no_form_of_the_sign_in_leads_away",
    ],
    "ReDoS": ["house/test_regexes.py::test_no_expression_is_slow_on_anything_repeated"],
    "Bodies": [
        WEB + "limits.py::test_most_forms_end_at_64_kilobytes",
        WEB + "limits.py::test_a_form_of_a_thousand_parts_is_refused",
        WEB + "broken_bodies.py::test_a_broken_body_is_refused_and_writes_nothing",
    ],
    "Host": [
        WEB + "hosts.py::test_a_foreign_host_gets_400_everywhere",
        WEB + "hosts.py::test_flask_itself_trusts_the_sites_own_name_alone",
    ],
    "Cookies": [
        WEB + "cookies.py"
        "::test_each_cookie_is_this_hosts_alone_and_out_of_scripts_reach",
    ],
    "CSP": [
        WEB + "headers.py::test_every_answer_forbids_what_pages_do_not_need",
        WEB + "headers.py::test_refusals_carry_them_too",
        WEB + "cookies.py"
        "::test_browsers_are_told_to_come_over_https_but_never_on_this_machine",
    ],
    "Spam": [
        WEB + "spam.py::test_the_field_that_nobody_sees_is_for_programs",
        WEB + "spam.py::test_a_form_that_comes_back_at_once_is_set_aside",
        WEB + "spam.py::test_a_forged_sum_sets_the_piece_aside_and_breaks_nothing",
        WEB + "spam.py::test_one_sum_serves_one_piece",
        WEB + "spam.py::test_an_editor_takes_it_into_the_queue",
    ],
    "Secrets": [
        "config/test_config.py::test_a_secret_is_made_once_and_kept_private",
        "trips/test_secrets_in_logs.py::test_no_secret_stands_in_the_logs",
        WEB + "second_factor.py::test_the_key_is_sealed_in_the_database",
    ],
    "Logs": [
        ("trips/test_secrets_in_logs.py"
        "::test_the_logs_of_the_server_itself_name_no_secret_address"),
        "house/test_log_lines.py::test_what_people_write_stays_on_one_line_of_the_log",
        WEB + "transactions.py::test_a_failure_tells_the_reader_nothing_of_the_code",
    ],
    "Audit": [
        "models/test_event_chain.py::test_the_database_refuses_to_change_or_delete_an_event",
        "models/test_event_chain.py::test_what_was_tampered_with_is_named",
    ],
}  # fmt: skip
# Nothing of this kind is built yet; the line comes with what brings it.
LATER = {
    "XML in": "reading feeds and files of others",
    "docx": "taking word processors' files",
    "SSRF": "calling other servers at addresses that people give",
    "Webhooks/WebSub": "telling other servers what is new",
}
NAMES = (
    "Passwords Throttle Sessions Reset MFA Authz Preview CSRF XSS_by_sink XML Unicode XML_in"
    " Mass_assignment Uploads docx E-mail Redirect SSRF Webhooks/WebSub ReDoS Bodies Host Cookies"
    " CSP Spam Secrets Logs Audit"
)


@cache
def named_in(path):
    tree = ast.parse((TESTS / path).read_text("utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_every_line_is_here_once():
    named = {name.replace("_", " ") for name in NAMES.split()}
    assert set(LINES) | set(LATER) == named
    assert not set(LINES) & set(LATER)


@pytest.mark.parametrize("line", LINES)
def test_every_test_of_the_line_exists(line):
    assert LINES[line]
    for node in LINES[line]:
        path, _, name = node.partition("::")
        assert name.startswith("test_")
        assert name in named_in(path), node
