"""Atom 1.0 (RFC 4287) with the full text."""

from lxml import etree

from cms.feeds.feed import Feed
from cms.feeds.feedgen_wrap import XML_LANG, add_images, add_links, entry, frame, serialise
from cms.feeds.printable import beside, each, legal
from cms.item import Credit, Item

MIME = "application/atom+xml"


def render(feed: Feed) -> bytes:
    """Print the feed as Atom; the same feed gives the same bytes anywhere, at any time."""
    generator = frame(feed, MIME)
    generator.author(name=legal(feed.publisher), uri=feed.site.front())
    if feed.icon:
        generator.icon(legal(feed.icon))
    root, _ = generator._create_atom()  # noqa: SLF001  the only way to add what feedgen drops
    add_links(root, feed, "link")
    root.extend(each(feed, _entry))
    return serialise(root, feed)


def _entry(feed: Feed, item: Item) -> etree._Element:
    made = entry(feed, item)
    made.author([_author(feed, credit) for credit in item.authors])
    if item.responsible_editor:
        made.contributor(name=item.responsible_editor)
    # Never CDATA: feedgen would write it as the type, which is invalid.
    made.content(item.html, type="html")
    element = made.atom_entry()
    element.set(XML_LANG, item.language)
    element.find("title").set("type", "text")
    for link, wanted in zip(element.iterchildren("link"), made.link(), strict=True):
        link.attrib.update(wanted)  # feedgen drops all but the address
    for image in beside(item):
        lead = {"href": image.url, "length": str(image.size), "type": image.mime}
        etree.SubElement(element, "link", rel="enclosure", **lead)
    add_images(element, item)
    return element


def _author(feed: Feed, credit: Credit) -> dict[str, str]:
    page = {"uri": feed.site.author(credit.slug)} if credit.slug else {}
    return {"name": credit.name, **page}
