"""Bodies that are no form are refused, and nothing is written."""

import io

import pytest

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
BODIES = {
    "empty": (b"", FORM),
    "no pairs": (b"&&&;;==&=%", FORM),
    "broken percents": (b"title=%&body=%zz&csrf_token=%ff%fe&email=%00", FORM),
    "half characters": (b"title=%ED%A0%80&body=%C0%80&csrf_token=%F5", FORM),
    "raw bytes": (bytes(range(256)) * 20, FORM),
    "the same a thousand times": (b"title=a&" * 1_001, FORM),
    "one long name": (b"x" * 60_000 + b"=1", FORM),
    "brackets": (b"a[b][c][__proto__]=1&a[b]=2&answers-0=1&answers-999999999=2", FORM),
    "deep list": (b"&".join(b"answers-%d=x" % n for n in range(2_000)), FORM),
    "another charset": ("title=标题".encode("utf-16"), FORM + "; charset=utf-16"),
    "unknown charset": (b"title=a", FORM + "; charset=nonsense"),
    "no boundary": (b"--x\r\n\r\n", "multipart/form-data"),
    "empty boundary": (b"--\r\n\r\n", "multipart/form-data; boundary="),
    "long boundary": (b"--x\r\n", "multipart/form-data; boundary=" + "x" * 9_000),
    "cut off": (b'--x\r\nContent-Disposition: form-data; name="a', PARTS),
    "no end": (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
        PARTS,
    ),
    "no name": (b"--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--", PARTS),
    "nested": (
        (
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
            b"Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\n--y--\r\n--x--"
        ),
        PARTS,
    ),
    "bytes in headers": (
        b'--x\r\nContent-Disposition: form-data; name="\xff\x00"; filename="\xc3("\r\n\r\nb',
        PARTS,
    ),
    "json": (b'{"state": "released"}', "application/json"),
    "xml": (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "application/xml"),
    "plain": (b"title=a", "text/plain"),
    "no type": (b"title=a", ""),
    "a type that is none": (b"title=a", "\\;;;=,/"),
}


# Each body goes to every form there is; the commonest are tried every time.
QUICK = {"half characters", "cut off", "no name", "bytes in headers", "json"}
EVERY = [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in BODIES]


@pytest.mark.parametrize("name", EVERY)
def test_a_broken_body_is_refused_and_writes_nothing(browse, addresses, dump, name):
    body, kind = BODIES[name]
    browser = browse("cho")
    before = dump()
    for address in addresses:
        answer = browser.post(address, data=body, content_type=kind)
        assert answer.status_code < 500, address
        answer = browser.post(
            address,
            input_stream=io.BytesIO(body),
            content_type=kind,
            environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
        )
        assert answer.status_code < 500, address
    assert dump() == before


@pytest.mark.parametrize(
    "length", ["-1", "abc", "9" * 30, "1e3", "١٢", "+5", " 5 ", "0x10", "5, 5", ""]
)
def test_a_length_that_is_none_is_no_failure(client, length):
    given = {"CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(b"title=a")}
    answer = client.post("/login", content_type=FORM, environ_overrides=given)
    assert answer.status_code < 500
