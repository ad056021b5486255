"""Who the gallery's people are, by the name that its pages use for them."""

from cms.demo.content import cast

NAMES = {one.key: one.name for one in cast().people} | {
    "stale": next(one.name for one in cast().people if one.key == "ann"),
    "nobody": "周小满",
    "vera": "季白",
    "half_app": "佟语",
    "half_both": "季白",
    "half_none": "周小满",
    "factor": "佟语",
    "keeper": "莫离",
}
ADDED = {
    "周小满": "man@demo.example",
    "季白": "bai@demo.example",
    "佟语": "yu@demo.example",
    "莫离": "li@demo.example",
}
INVITED = ("沈知遥", "yao@demo.example")
DISABLED = ("旧同事", "old@demo.example")
GUEST, GUEST_ADDRESS = "温叙白", "wen@wells.example"
