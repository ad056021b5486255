"""The house's colours: its plates by day, and what night, snow, rust and leaves make of them."""

Colour = tuple[int, int, int]

PAPER, SKY, INK, RULE = "#f7f8f5", "#e9eeed", "#14323a", "#c9d2d0"
EARTH = ("#d6d9d2", "#c0c6be", "#a9b9b7", "#86a6ab", "#5a8a95")
WARM, COOL, DEEP = "#b8672f", "#0b5c70", "#073f4e"
AMBER, GLOW, RUST = "#dd9a58", "#f6d79c", "#8b4a24"
NIGHT, DUSK, MIST = "#0d2228", "#2b5563", "#c7d6d8"
LEAF, MOSS, SNOW = "#7f9c8b", "#4c6f66", "#f1f5f4"
STEEL, LEAD, TAR = "#93a5aa", "#5d737a", "#1d2b30"


def rgb(colour: str) -> Colour:
    """Return a colour's parts, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, part: float) -> str:
    """Return what stands `part` of the way from one colour to the other."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
