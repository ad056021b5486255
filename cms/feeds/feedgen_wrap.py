"""feedgen without its traps: locale switching, dates of now, links that lose their type."""

import email.utils

import feedgen.entry
import feedgen.feed
from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from cms.feeds.feed import Feed
from cms.feeds.printable import beside, legal, title_of, utc
from cms.item import Item

ATOM = "{http://www.w3.org/2005/Atom}"
DCTERMS = "{http://purl.org/dc/terms/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# feedgen sets the locale of the whole process around strftime: threads then end up in "C" for good.
feedgen.feed.formatRFC2822 = feedgen.entry.formatRFC2822 = email.utils.format_datetime


class _Namespaces(BaseExtension):
    def extend_ns(self) -> dict[str, str]:
        return {"dcterms": DCTERMS[1:-1], "media": MEDIA[1:-1]}


def frame(feed: Feed, mime: str) -> FeedGenerator:
    """Start a generator with everything of the feed but its items; `mime` is for rel=self."""
    generator = FeedGenerator()
    generator.load_extension("dc")
    generator.register_extension("copydesk", _Namespaces)
    generator.id(feed.url)
    generator.title(title_of(feed))
    generator.description(legal(feed.subtitle) or title_of(feed))
    generator.language(feed.language)
    generator.generator("Copydesk")
    generator.updated(utc(feed.updated))
    generator.link(href=feed.url, rel="self", type=mime)
    # The channel's link is the last one that feedgen was given.
    generator.link(href=feed.site_url, rel="alternate", type="text/html")
    return generator


def entry(feed: Feed, item: Item) -> FeedEntry:
    """Start an entry with what RSS and Atom share."""
    made = FeedEntry()
    made.id(item.tag_uri)
    made.title(item.title)
    made.link(href=item.url, rel="alternate", type="text/html", hreflang=item.language)
    made.published(utc(item.published_at))
    made.updated(utc(item.updated_at))
    if item.dek:
        made.summary(item.dek, type="text")
    section = {"term": item.section.slug, "label": item.section.name}
    made.category({**section, "scheme": feed.site.section("")})
    for tag in item.tags:
        made.category(term=tag.slug, label=tag.name, scheme=feed.site.tag(""))
    return made


def add_links(parent: etree._Element, feed: Feed, tag: str) -> None:
    """Append the feed's further links, which feedgen drops in RSS."""
    for link in legal(feed.links):
        found = etree.SubElement(parent, tag, href=link.href, rel=link.rel)
        if link.type:
            found.set("type", link.type)


def add_images(parent: etree._Element, item: Item) -> None:
    """Append one media:content for each picture beside the text, ungrouped (groups mean choices).

    A picture in the text would be shown twice; when that is the lead, a thumbnail names it.
    """
    for lead in item.images[:1]:
        if lead.placed:
            etree.SubElement(parent, f"{MEDIA}thumbnail", url=lead.url)
    for image in beside(item):
        sizes = {"width": image.width, "height": image.height, "fileSize": image.size}
        found = etree.SubElement(
            parent, f"{MEDIA}content", url=image.url, type=image.mime, medium="image"
        )
        found.attrib.update({name: str(size) for name, size in sizes.items() if size > 0})
        for name, text in (("title", image.alt), ("description", image.caption)):
            if text:
                etree.SubElement(found, f"{MEDIA}{name}", type="plain").text = text
        if image.credit:
            etree.SubElement(found, f"{MEDIA}credit").text = image.credit


def serialise(root: etree._Element, feed: Feed) -> bytes:
    """Give the document as UTF-8, with the style sheet that browsers show it with."""
    style = f'type="text/css" href="{feed.site.static("feed.css")}"'
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", style))
    document: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)
    return document
