"""A browser's User-Agent in two words that its owner recognises."""

# The first that is found counts: others name themselves beside the one they descend from.
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("QQBrowser", "QQ Browser"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
LONGEST = 60


def describe_agent(agent: str) -> str:
    """Return browser and system such as "Firefox · Linux"; of an unknown one, how it begins.

    At most LONGEST characters, printable; empty when the browser told nothing.
    """
    parts = [found for names in (BROWSERS, SYSTEMS) if (found := _first(names, agent))]
    known = " · ".join(parts)
    return known or "".join(one for one in agent if one.isprintable())[:LONGEST].strip()


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for mark, name in names if mark in agent), "")
