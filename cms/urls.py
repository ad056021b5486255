"""Every absolute address of the site, built from its base alone and never from a request."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

_SEGMENT = "!$&'()*+,:;=@"  # what RFC 3986 and Flask leave bare inside one path segment


def _segment(text: str) -> str:
    return quote(text, safe=_SEGMENT)


@dataclass(frozen=True, slots=True)
class Urls:
    """Builders of absolute addresses; `base` is like `https://news.example`, no trailing slash.

    Texts are percent-encoded as UTF-8, so slugs and queries may be Chinese.
    Raises ValueError for a base that is not http(s), lacks a host or ends in a slash.
    """

    base: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        plain = not (parts.query or parts.fragment or parts.path.endswith("/"))
        if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
            raise ValueError(f"The site's address must look like https://news.example: {self.base}")

    @property
    def host(self) -> str:
        """The host name without a port, in ASCII (Chinese domains as `xn--…`)."""
        return (urlsplit(self.base).hostname or "").encode("idna").decode("ascii")

    def _at(self, *segments: str) -> str:
        return "/".join([self.base, *map(_segment, segments)])

    def front(self) -> str:
        """The front page."""
        return self._at("")

    def article(self, public_id: str, slug: str = "") -> str:
        """An article's permanent page; `public_id` decides, `slug` is for people."""
        return self._at("articles", public_id, *([slug] if slug else []))

    def section(self, slug: str) -> str:
        """The listing of a section."""
        return self._at("sections", slug)

    def tag(self, slug: str) -> str:
        """The listing of a tag."""
        return self._at("tags", slug)

    def author(self, slug: str) -> str:
        """An author's page."""
        return self._at("authors", slug)

    def archive(self, year: int, month: int) -> str:
        """The listing of one month, the month in two digits."""
        return self._at("archive", f"{year:04d}", f"{month:02d}")

    def search(self, query: str | None = None) -> str:
        """The search page, with an answer when there is a query."""
        return self._at("search") + ("" if query is None else "?" + urlencode({"q": query}))

    def call(self, slug: str) -> str:
        """A call for submissions."""
        return self._at("calls", slug)

    def submit(self, call: str | None = None) -> str:
        """The submission form, for the call with that slug when given."""
        return self._at("submit") if call is None else self._at("submit", call)

    def challenge(self) -> str:
        """The sum that a guest's browser does, as JSON."""
        return self._at("submit", "challenge")

    def autosave(self) -> str:
        """Where a form is kept while someone writes in it; a GET tells which forms were sent."""
        return self._at("autosave")

    def receipt(self, token: str) -> str:
        """A guest's private way back to a submission; `token` is the secret, not the receipt."""
        return self._at("s", token)

    def find(self) -> str:
        """Where a guest has a lost or old link sent anew."""
        return self._at("s", "")

    def confirm_sender(self, token: str) -> str:
        """The link by which a guest confirms the address that a piece was sent with."""
        return self._at("confirm-sender", token)

    def my(self, submission_id: int | str | None = None) -> str:
        """A contributor's list, or one submission in it."""
        return self._at("my", "" if submission_id is None else str(submission_id))

    def review(self, token: str) -> str:
        """A reviewer's private link."""
        return self._at("review", token)

    def desk(self, submission_id: int | str | None = None) -> str:
        """The editors' queue, or the review page of one submission."""
        return self._at("desk", "" if submission_id is None else str(submission_id))

    def desk_publish(self, submission_id: int) -> str:
        """The publish panel of an approved, scheduled or released piece."""
        return self._at("desk", str(submission_id), "publish")

    def wechat_page(self, submission_id: int) -> str:
        """A piece as WeChat shows it, alone, for a frame."""
        return self._at("desk", str(submission_id), "publish", "wechat.html")

    def wechat_package(self, submission_id: int) -> str:
        """What WeChat takes of a piece in one file: text, styled text, pictures."""
        return self._at("desk", str(submission_id), "publish", "wechat.zip")

    def feeds(self) -> str:
        """The page about the feeds, for people."""
        return self._at("feeds", "")

    def feed(self, scope: str, fmt: str) -> str:
        """A feed; `scope` like `all`, `section/<slug>`, `tag/<slug>`; `fmt` a key of FORMATS."""
        return self._at("feeds", *scope.split("/")) + f".{fmt}"

    def sitemap(self) -> str:
        """The sitemap of everything live."""
        return self._at("sitemap.xml")

    def news_sitemap(self) -> str:
        """The sitemap of the last two days, for news search engines."""
        return self._at("sitemap-news.xml")

    def static(self, name: str) -> str:
        """A file of the site's own under `cms/static`; `name` may hold folders."""
        return self._at("static", *name.split("/"))

    def login(self) -> str:
        """The sign-in page."""
        return self._at("login")

    def verify(self) -> str:
        """The page that asks for the password again before an account's settings."""
        return self._at("verify")

    def register(self) -> str:
        """The form that makes an account."""
        return self._at("register")

    def confirm(self, token: str | None = None) -> str:
        """A new account's confirmation, by its mailed link; without, where a link is sent anew."""
        return self._at("confirm", *([] if token is None else [token]))

    def reset(self, token: str | None = None) -> str:
        """The form for a new password, by its mailed link; without, where a link is asked for."""
        return self._at("reset", *([] if token is None else [token]))

    def change_password(self) -> str:
        """The form by which one who is signed in changes the password."""
        return self._at("change")

    def change_email(self, token: str | None = None) -> str:
        """The form for another address of one's account, or the mailed link that confirms it."""
        return self._at("change-email", *([] if token is None else [token]))

    def admin_people(self, person_id: int | str | None = None) -> str:
        """The people of the newsroom, or one of them."""
        return self._at("admin", "people", *([] if person_id is None else [str(person_id)]))

    def admin_invite(self) -> str:
        """The form that invites somebody."""
        return self._at("admin", "people", "invite")

    def invitation(self, token: str) -> str:
        """An invited person's way in; `token` is the secret."""
        return self._at("invitation", token)

    def admin_mail(self, message_id: int | str | None = None) -> str:
        """The letters that went out or wait, or one of them."""
        return self._at("admin", "mail", *([] if message_id is None else [str(message_id)]))

    def account(self) -> str:
        """One's own account: profile, password, second factor, sessions."""
        return self._at("account", "")

    def profile(self) -> str:
        """One's own name, byline and language."""
        return self._at("account", "profile")

    def media(self, sha256: str, extension: str) -> str:
        """A public picture in one of its sizes."""
        return self._at("media", f"{sha256}.{extension}")

    def desk_media(self, submission_id: int, file: str) -> str:
        """A file of a piece, for the desk; `file` is the name that its bytes are kept under."""
        return self._at("desk", "media", str(submission_id), file)

    def my_media(self, submission_id: int, file: str) -> str:
        """A file of a piece, for its owner with an account."""
        return self._at("my", "media", str(submission_id), file)

    def guest_media(self, token: str, file: str) -> str:
        """A file of a piece, for the holder of its private link."""
        return self._at("s", token, "media", file)

    def upload(self, reference: str, file: str) -> str:
        """A file that waits in a form, for the browser that brought it."""
        return self._at("uploads", reference, file)

    def first_admin(self, token: str) -> str:
        """The one-time link that makes the first admin."""
        return self._at("setup", token)
