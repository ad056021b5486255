"""How large a request may be, route by route, however its length is told."""

import io

import pytest

KB, MB = 1024, 1024 * 1024
FORM = "application/x-www-form-urlencoded"


def send(client, path, size, content_type=FORM, chunked=False, **headers):
    body = b"title=" + b"x" * (size - 6)
    if not chunked:
        return client.post(path, data=body, content_type=content_type, headers=headers)
    # As a server hands over a chunked body: no length, but a stream that ends.
    return client.post(
        path,
        input_stream=io.BytesIO(body),
        content_type=content_type,
        headers=headers,
        environ_overrides={"wsgi.input_terminated": True},
    )


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    "path", ["/login", "/setup/x", "/s/x/withdraw", "/desk/1/claim", "/logout"]
)
def test_most_forms_end_at_64_kilobytes(client, path, chunked):
    assert send(client, path, 64 * KB, chunked=chunked).status_code != 413
    answer = send(client, path, 64 * KB + 1, chunked=chunked)
    assert answer.status_code == 413
    assert "Too much at once" in answer.text


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("path", ["/submit", "/s/x/edit", "/my/1/edit", "/desk/1/edit"])
def test_the_forms_of_a_text_take_more(client, path, chunked):
    assert send(client, path, 7 * MB, chunked=chunked).status_code in (401, 404, 422)
    answer = send(client, path, 8 * MB + 1, chunked=chunked)
    assert answer.status_code == 413
    assert "Nothing of it was saved" in answer.text


def test_a_form_of_a_thousand_parts_is_refused(client):
    line = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
    body = line * 1_100 + b"--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    assert client.post("/submit", data=body, content_type=kind).status_code == 413


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_is_in_the_readers_language(client, language):
    answer = client.post(
        "/login", data=b"x" * 70 * KB, content_type=FORM, headers={"Accept-Language": language}
    )
    assert ("Too much at once" in answer.text) == (language == "en")
