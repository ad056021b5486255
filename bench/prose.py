"""Sentences of the heat-pump trade, put together into titles and bodies by a seeded draw."""

from random import Random

BODY_BYTES = 4_000
PARAGRAPH = (3, 6)
WORDS = {
    "zh-Hans": {
        "who": (
            "设计院",
            "总包单位",
            "运维班组",
            "钻孔队",
            "业主",
            "监理工程师",
            "厂家调试组",
            "能源站值班长",
        ),
        "what": (
            "地埋管换热器",
            "循环水泵",
            "板式换热器",
            "缓冲水箱",
            "分集水器",
            "压缩机",
            "回填料",
            "室外机组",
        ),
        "did": (
            "复测了",
            "更换了",
            "重新核算了",
            "记录了",
            "拆检了",
            "校准了",
            "比对了",
            "推迟了",
        ),
        "when": (
            "采暖季开始前",
            "连续运行三个月后",
            "回水温度降到六度时",
            "夜间低负荷时",
            "验收当天",
        ),
        "so": (
            "能效比提高了百分之七",
            "故障率降到去年的一半",
            "每平方米少用三度电",
            "温差稳定在五度以内",
        ),
    },
    "en": {
        "who": (
            "The designer",
            "The contractor",
            "The night shift",
            "The drilling crew",
            "The owner",
            "The inspector",
            "The maker's engineer",
            "The plant's manager",
        ),
        "what": (
            "the borehole field",
            "the circulation pump",
            "the plate exchanger",
            "the buffer tank",
            "the manifold",
            "the compressor",
            "the grout",
            "the outdoor unit",
        ),
        "did": (
            "measured",
            "replaced",
            "sized again",
            "logged",
            "took apart",
            "calibrated",
            "compared",
            "put off",
        ),
        "when": (
            "before the heating season",
            "after three months of operation",
            "at a return of six degrees",
            "at low load in the night",
            "on the day of the handover",
        ),
        "so": (
            "the seasonal factor rose by seven per cent",
            "faults fell to half of last year's",
            "each square metre took three units less",
            "the spread stayed within five kelvin",
        ),
    },
}
PATTERNS = {
    "zh-Hans": ("{when}，{who}{did}{what}，{so}。", "{who}{did}{what}", "".join),
    "en": ("{who} {did} {what} {when}, and {so}.", "{who} {did} {what}", " ".join),
}


def write(draw: Random, language: str, pattern: str) -> str:
    """Fill one pattern with words of the language."""
    return pattern.format(**{name: draw.choice(some) for name, some in WORDS[language].items()})


def title(draw: Random, language: str, number: int) -> str:
    """Return a title that no other number has."""
    return f"{write(draw, language, PATTERNS[language][1])} {number}"


def paragraph(draw: Random, language: str) -> str:
    """Return a few sentences of plain text."""
    whole, _, join = PATTERNS[language]
    return join(write(draw, language, whole) for _ in range(draw.randint(*PARAGRAPH)))


def body(draw: Random, language: str) -> str:
    """Return about BODY_BYTES bytes (UTF-8) of HTML in the form that our cleaner gives back."""
    short = PATTERNS[language][1]
    parts = [f"<p>{paragraph(draw, language)}</p>"]
    size = 0
    while size < BODY_BYTES:
        items = "".join(f"<li>{write(draw, language, short)}</li>" for _ in range(3))
        link = f'<a href="/sections/{draw.choice(["news", "cases"])}">'
        parts += [
            f"<h2>{write(draw, language, short)}</h2>",
            f"<p>{paragraph(draw, language)}</p>",
            f"<p>{link}{write(draw, language, short)}</a> <strong>COP 4.2</strong></p>",
            f"<ul>{items}</ul>",
            f"<blockquote><p>{paragraph(draw, language)}</p></blockquote>",
        ]
        size = sum(len(part.encode()) for part in parts)
    return "".join(parts)
