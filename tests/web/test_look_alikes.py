"""Pieces that look alike are named only to those who may see them."""

from support import people
from support.pages import open_page


def test_a_look_alike_of_another_section_is_named_to_its_editors_alone(browse, made):
    def work():
        people.sent(section_id=people.section("papers").id)
        return people.sent()

    number = made(work)
    assert "Similar pieces" not in open_page(browse("ed"), f"/desk/{number}").words()
    for name in ("lin", "cho"):
        page = open_page(browse(name), f"/desk/{number}")
        assert "the same text" in page.words()
        assert page.all("//ul[@class='alike']//a/@href")[0].endswith("/desk/1")
