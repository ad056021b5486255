"""The tables, thin."""

from cms.models.account import Identity, Passkey, PersonSession
from cms.models.article import Article, ArticleState, Byline, article_tag
from cms.models.autosave import Autosave
from cms.models.counter import Counter
from cms.models.delivery import Channel, Delivery, DeliveryState, Partner
from cms.models.event import Event
from cms.models.job import Job, Version
from cms.models.magazine import MagazineIssue
from cms.models.mail import MailMessage
from cms.models.media import Media, Rendition
from cms.models.opinion import Audience, Comment, Review
from cms.models.person import Person, Role, person_section
from cms.models.revision import Revision
from cms.models.submission import (
    Kind,
    Language,
    Sender,
    Source,
    State,
    Submission,
    submission_tag,
)
from cms.models.taxonomy import Call, Section, Tag

__all__ = [
    "Article",
    "ArticleState",
    "Audience",
    "Autosave",
    "Byline",
    "Call",
    "Channel",
    "Comment",
    "Counter",
    "Delivery",
    "DeliveryState",
    "Event",
    "Identity",
    "Job",
    "Kind",
    "Language",
    "MagazineIssue",
    "MailMessage",
    "Media",
    "Partner",
    "Passkey",
    "Person",
    "PersonSession",
    "Rendition",
    "Review",
    "Revision",
    "Role",
    "Section",
    "Sender",
    "Source",
    "State",
    "Submission",
    "Tag",
    "Version",
    "article_tag",
    "person_section",
    "submission_tag",
]
