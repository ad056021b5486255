"""What people write can't make up lines of the log, or colour them."""

import structlog
from hypothesis import given
from hypothesis import strategies as st

from cms.app import configure_logs

ODD = st.text(st.characters(codec="utf-8") | st.sampled_from("\r\n\x1b\x00\u2028\x85"), max_size=40)


def lines(capsys, **said):
    configure_logs()
    structlog.get_logger().warning("tried", **said)
    return capsys.readouterr().out


def test_what_people_write_stays_on_one_line_of_the_log(capsys):
    forged = "x\r\n2026-01-01 level=info event=released\x1b[31m red\x1b[0m\x00\x85\u2028y"
    said = lines(capsys, why=forged)
    assert said.count("\n") == 1
    assert said.endswith("\n")
    assert said.isprintable() or said.rstrip("\n").isprintable()


@given(text=ODD)
def test_any_text_stays_on_one_line(text):
    configure_logs()
    entry = {"event": "tried", "why": text}
    for process in structlog.get_config()["processors"]:
        entry = process(None, "warning", entry)
    assert entry.isprintable()
