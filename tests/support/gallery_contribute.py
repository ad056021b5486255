"""The pages of those who send pieces, as guests and with an account."""

from support.gallery_steps import (
    Entry,
    open_details,
    press,
    press_button,
    press_value,
    put,
    run,
    upload,
)

LEFT = "井(jǐng)口保温，先把雪扫干净。\n.jpg)\n" * 3
SCRIPT = "<p onclick='x()'>井口<b>别</b>加盖。</p><script>ring()</script><iframe src='x'></iframe>"
TYPED = {
    "title": "冬期回填：先量水温再拌浆",
    "dek": "三支温度计换来的一条规矩。",
    "body": "## 先量\n\n去年冬天我们返工了十一口孔。\n\n- 水温\n- 浆温\n\n> 少问一句，多绕半年。",
    "format": "markdown",
    "byline": "温叙白",
    "keywords": "回填，冬期施工",
}
LOOK = press_value("preview")
NOT_SENT = (put(title="只有标题", email="wen@"), press_value("send"))
# A version that was read long ago: somebody else saved since.
OLD = run("document.querySelectorAll('[name=version]').forEach(one => { one.value = '1' })")
UPLOADED = (upload("teal", "brown"), put(pictures__0__alt="一口敞开的井"))


def submit(name: str, *steps, who: str | None = None, status: int = 200) -> Entry:
    return Entry(f"submit-{name}", who, "/submit", status, tuple(steps), editor=True)


SUBMITTING = (
    submit("guest"),
    submit("account", who="ann"),
    Entry("submit-call", None, "/submit/first-heating-season", editor=True),
    submit("errors", *NOT_SENT, status=422),
    submit("preview", put(**TYPED), LOOK),
    submit("pictures", put(**TYPED), *UPLOADED),
    submit("pictures-preview", put(**TYPED), *UPLOADED, LOOK),
    submit("pictures-errors", upload("teal"), press_value("send"), status=422),
    submit("removed", put(body=SCRIPT, format="html"), LOOK, status=422),
    submit("removed-asked", put(body=SCRIPT, format="html"), press_value("send"), status=422),
    submit("leftovers", put(body=LEFT), LOOK),
)
FOLLOWING = (
    *(
        Entry(f"link-{name.removeprefix('guest_')}", None, f"{{{name}}}", steps=(open_details(),))
        for name in ("guest", "guest_asked", "guest_aside", "guest_confirmed")
    ),
    Entry("link-run-out", None, "{guest_old}", 410),
    Entry("link-wrong", None, f"/s/{'0' * 64}", 404),
    Entry("link-edit", None, "{guest_asked}/edit", editor=True),
    Entry("link-version", None, "{guest_asked}/versions/1"),
    Entry("link-copy", None, "{guest_asked}/versions/1/copy", editor=True),
    Entry(
        "link-withdraw-errors",
        None,
        "{guest}",
        422,
        (press_button("form[action$=withdraw] button"),),
    ),
    Entry("find", None, "/s/"),
    Entry("find-errors", None, "/s/", 422, (press("main form button"),)),
    Entry("find-sent", None, "/s/?sent=1"),
    Entry("confirm-sender", None, "{confirm_sender}"),
)
STATES = (
    "draft",
    "submitted",
    "in_review",
    "changes_requested",
    "answered",
    "approved",
    "scheduled",
    "released",
    "declined",
    "withdrawn",
    "asked_back",
    "spam",
    "corrected",
)
MINE = (
    Entry("my", "ann", "/my/"),
    Entry("my-empty", "nobody", "/my/"),
    *(Entry(f"my-{name}", "ann", f"/my/{{{name}}}", steps=(open_details(),)) for name in STATES),
    Entry("my-edit", "ann", "/my/{changes_requested}/edit", editor=True),
    Entry("my-edit-draft", "ann", "/my/{draft}/edit", editor=True),
    Entry("my-edit-preview", "ann", "/my/{changes_requested}/edit", 200, (LOOK,), editor=True),
    Entry(
        "my-edit-errors",
        "ann",
        "/my/{changes_requested}/edit",
        422,
        (put(title="", answers__0=""), press_value("send")),
        editor=True,
    ),
    Entry(
        "my-edit-conflict",
        "ann",
        "/my/{changes_requested}/edit",
        409,
        (put(title="我的题目", answers__0="补", answers__1="改"), OLD, press_value("send")),
        editor=True,
    ),
    Entry("my-unsent", "keeper", "/my/"),
    Entry("my-unsent-moved", "keeper", "/my/{moved}/edit"),
    Entry("my-edit-offer", "keeper", "/my/{unsent}/edit", editor=True),
    Entry("submit-offer", "keeper", "/submit", editor=True),
    Entry(
        "submit-taken-up",
        "keeper",
        "/submit",
        200,
        (press("[data-offer] a.button"),),
        editor=True,
    ),
    Entry("my-version", "ann", "/my/{answered}/versions/1"),
    Entry("my-copy", "ann", "/my/{declined}/versions/1/copy", editor=True),
    Entry("my-profile", "ann", "/account/profile"),
    Entry(
        "my-profile-errors",
        "ann",
        "/account/profile",
        422,
        (put(name=""), press("main form button")),
    ),
)
CONTRIBUTE = (*SUBMITTING, *FOLLOWING, *MINE)
