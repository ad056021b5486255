"""What WeChat takes of a piece in one file, for where nothing can be pasted."""

import io
import zipfile

from cms.channels.wechat import Pasted
from cms.errors import NotFound
from cms.web.desk.outlook import Outlook, picture_bytes

ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same piece gives the same bytes


def packed(looked: Outlook) -> bytes:
    """Return a zip of `text.txt`, `text.html` and the pictures, numbered as the text shows them.

    Raises NotFound when the piece was taken back.
    """
    if looked.pasted is None:
        raise NotFound
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "text.txt", _told(looked.pasted).encode())
        _add(archive, "text.html", looked.pasted.html.encode())
        for number, picture in enumerate(looked.pasted.pictures, 1):
            _add(archive, f"{number:02d}.jpg", picture_bytes(picture.url))
    return out.getvalue()


def _told(pasted: Pasted) -> str:
    fields = (pasted.title, pasted.author, pasted.digest, pasted.address)
    return "\n".join([*filter(None, fields), "", pasted.text, ""])


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, ALWAYS), data, zipfile.ZIP_DEFLATED)
