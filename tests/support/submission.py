"""A piece as someone types it into the form."""

TYPED = {
    "title": "冬期回填：先量水温再拌浆",
    "dek": "三支温度计换来的一条规矩。",
    "body": "去年冬天我们返工了十一口孔。\n\n水温低于五度，浆就不肯凝。",
    "format": "markdown",
    "byline": "温叙白",
    "affiliation": "云舸设计院",
    "email": "wen@demo.example",
    "keywords": "回填，冬期施工",
    "kind": "feature",
    "language": "zh-Hant",
    "original": "y",
    "exclusive": "no",
    "ai_used": "yes",
    "edit_consent": "y",
}
