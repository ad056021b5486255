"""Pieces that may go out, and what stands in an element of a page."""

from support import people

from cms.rules.facts import Text

BODY = '<p>见<a href="https://a.example/x">报告</a>。</p><h2>小标题</h2><p>正文 &lt;b&gt;。</p>'


def text(**changes):
    return Text("三个细节", BODY, "html", "一句话的导语", (("安念秋", "云舸设计院"),), **changes)


def approved(**changes):
    one = people.sent(**changes)
    people.take(one, "claim", "ed")
    people.take(one, "approve", "lin")
    return one


def box(page, id_):
    return page.tree.get_element_by_id(id_).text_content().removeprefix("\n")
