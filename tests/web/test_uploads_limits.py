"""What a form with files may weigh, how many parts it may have, and what that costs us."""

import io
import subprocess
import sys

import pytest
from support.pages import open_page
from support.submission import TYPED
from support.uploads import png

from cms.extensions import db
from cms.models import Media
from cms.web.bodies import BodyGate
from cms.web.limits import FILES, UPLOAD, largest

MB = 1024 * 1024
MULTIPART = "multipart/form-data; boundary=x"


def part(name, text, filename=None):
    file = f'; filename="{filename}"' if filename else ""
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{text}\r\n'.encode()


def post(client, body, *, chunked=False):
    if not chunked:
        return client.post("/submit", data=body, content_type=MULTIPART)
    return client.post(
        "/submit",
        input_stream=io.BytesIO(body),
        content_type=MULTIPART,
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    "line", [part("a", "b"), part("a", "b", "c.png"), part("new_pictures", "b", "c.png")]
)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_1001_parts_are_too_much(client, line, chunked, language):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    answer = post(client, line * 1_001 + b"--x--\r\n", chunked=chunked)
    assert answer.status_code == 413
    assert ("Too much at once" in answer.text) == (language == "en")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_is_refused_however_its_length_is_told(client, chunked):
    body = part("new_pictures", "x" * (UPLOAD + 1), "c.png") + b"--x--\r\n"
    answer = post(client, body, chunked=chunked)
    assert answer.status_code == 413
    assert "Nothing of it was saved" in answer.text


def test_a_text_that_is_no_file_ends_earlier(client):
    answer = post(client, part("title", "x" * (9 * MB)) + b"--x--\r\n")
    assert answer.status_code == 413


def test_bodies_are_read_to_the_upload_limit_exactly_where_files_are_taken(app):
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "POST" not in rule.methods:
                continue
            numbers = {name for name in rule.arguments if name.endswith("_id")} | {"number"}
            given = {name: "7" if name in numbers else "x" for name in rule.arguments}
            _host, path = rule.build(given)
            takes = getattr(app.view_functions[rule.endpoint], FILES, False)
            assert (largest(path) == UPLOAD) == takes, path


def test_other_forms_take_no_file(app, client):
    open_page(client, "/submit")
    answer = client.post("/logout", data={"new_pictures": png()})
    assert answer.status_code == 415
    with app.app_context():
        assert not db.session.scalar(db.select(Media.id))


def test_a_file_in_a_field_of_another_name_is_refused(app, client):
    form = open_page(client, "/submit").form("/submit")
    data = form.values() | TYPED | {"pictures": png()}
    assert client.post("/submit", data=data).status_code == 415
    with app.app_context():
        assert not db.session.scalar(db.select(Media.id))


@pytest.mark.parametrize(
    "body",
    [b"", b"--x", b"--x--\r\n", b"--x\r\n\r\n", b"\0" * 100, part("a", "b", 'c".png') + b"--y"],
)
def test_a_broken_form_is_never_an_error_of_ours(client, body):
    assert post(client, body).status_code < 500


def test_a_full_disk_says_so_and_a_slow_sender_is_let_go(monkeypatch):
    class Full(io.BytesIO):
        def read(self, *_args):
            raise OSError(28, "No space left on device")

    class Trickle(io.BytesIO):
        def read(self, *_args):
            return b"x"

    said = []
    gate = BodyGate(lambda _e, _s: [], lambda _path: 100)

    def ask(stream):
        environ = {"wsgi.input": stream, "CONTENT_LENGTH": "90", "PATH_INFO": "/submit"}
        list(gate(environ, lambda status, _headers: said.append(status)))

    ask(Full())
    clock = iter(range(0, 1_000, 20))
    monkeypatch.setattr("cms.web.bodies.time.monotonic", lambda: next(clock))
    ask(Trickle())
    assert [one[:3] for one in said] == ["507", "408"]


MEMORY = """
import io, resource, sys
from cms.web.bodies import BodyGate
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response

class Body(io.RawIOBase):
    head = (b'--x\\r\\nContent-Disposition: form-data; name="new_pictures"; filename="a.png"'
            b'\\r\\n\\r\\n')
    tail = b"\\r\\n--x--\\r\\n"
    left = 60 * 1024 * 1024
    def read(self, size=-1):
        if not self.left and self.tail:
            out, self.tail = self.tail, b""
            return out
        if self.head:
            out, self.head = self.head, b""
            return out
        out = b"x" * min(size, self.left)
        self.left -= len(out)
        return out or b""

def app(environ, start):
    file = Request(environ).files["new_pictures"]
    assert file.stream.seek(0, 2) > 50 * 1024 * 1024
    file.close()
    return Response("fine")(environ, start)

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
environ = {"wsgi.input": Body(), "CONTENT_LENGTH": str(61 * 1024 * 1024), "PATH_INFO": "/submit",
           "REQUEST_METHOD": "POST", "CONTENT_TYPE": "multipart/form-data; boundary=x"}
list(BodyGate(app, lambda _p: 64 * 1024 * 1024)(environ, lambda *_a: None))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss counts kilobytes on Linux alone")
def test_sixty_megabytes_of_files_pass_through_a_few():
    run = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(run.stdout) < 20
