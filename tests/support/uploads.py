"""Files as people choose them: small pictures and documents."""

from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(colour: str = "teal", size: tuple[int, int] = (64, 40), kind: str = "PNG") -> BytesIO:
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, kind)
    made.seek(0)
    return made


def chosen(*files: tuple[object, str]) -> list[tuple[object, str]]:
    """A file field's value as the test client takes it: (file, name) each."""
    return list(files)


def png(colour: str = "teal", name: str = "well.png") -> tuple[BytesIO, str]:
    return picture(colour), name


def pdf(name: str = "readings.pdf") -> tuple[BytesIO, str]:
    return BytesIO(PDF), name
