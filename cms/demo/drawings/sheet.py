"""The sheet that pictures are painted on, layer by layer: colours, fades, glows, grain, digits."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from cms.demo.drawings.palette import mix, rgb
from cms.demo.drawings.shapes import Point, Shape

WIDE, HIGH = 1600, 1000
STEPS = 511  # of a fade: finer than eyes can tell
GRAIN = 135  # how much of its colour a grain takes on, of 255
FINE = 3  # shapes are drawn larger and brought down, so that slanted edges are smooth
Bounds = tuple[int, int, int, int]


@dataclass(frozen=True)
class Fade:
    """Colours that pass into each other from `start` to `end`, down the sheet or `across` it."""

    colours: tuple[str, ...]
    start: float
    end: float
    across: bool = False

    def image(self, bounds: Bounds) -> Image.Image:
        """Return the part of the fade within the bounds."""
        left, top, right, bottom = bounds
        places = range(left, right) if self.across else range(top, bottom)
        tones, scale = _tones(self.colours), STEPS / (self.end - self.start)
        steps = (min(max(int((place - self.start) * scale), 0), STEPS) for place in places)
        strip = b"".join([tones[step] for step in steps])
        size = (len(places), 1) if self.across else (1, len(places))
        whole = (right - left, bottom - top)
        return Image.frombytes("RGB", size, strip).resize(whole, Image.Resampling.NEAREST)


Fill = str | Fade


def fade(*colours: str, start: float, end: float, across: bool = False) -> Fade:
    """Return a fade of these colours."""
    return Fade(colours, start, end, across)


class Sheet:
    """One picture while it is painted; measures are pixels, the first layer lies deepest."""

    def __init__(
        self, ground: Fill, width: int = WIDE, height: int = HIGH, *, grain: float = 0.05
    ) -> None:
        self.width, self.height, self.grain = width, height, grain
        self.image = Image.new("RGB", (width, height), ground if isinstance(ground, str) else None)
        if isinstance(ground, Fade):
            self.image.paste(ground.image((0, 0, width, height)))

    def paint(self, fill: Fill, *shapes: Shape, soft: float = 0, strength: float = 1) -> None:
        """Fill the shapes; `soft` blurs their edges by so many pixels."""
        bounds, mask = self._mask(shapes, soft)
        if mask is not None:
            self._lay(fill, bounds, _weaker(mask, strength))

    def shade(
        self, colour: str, *shapes: Shape, start: float, end: float,
        across: bool = False, strength: float = 1,
    ) -> None:  # fmt: skip
        """Strew the colour over the shapes in grains, none at `start`, densest at `end`."""
        bounds, mask = self._mask(shapes, 0)
        if mask is None:
            return
        dense = Fade(("#000000", "#ffffff"), start, end, across).image(bounds).getchannel(0)
        wanted = _weaker(ImageChops.multiply(mask, dense), strength)
        sown = ImageChops.add(wanted, _noise(self.width, self.height).crop(bounds), 1, -255)
        self._lay(colour, bounds, sown.point([0, *([GRAIN] * 255)]))

    def glow(self, colour: str, at: Point, radius: float, strength: float = 1) -> None:
        """Let light fall around a point, brightest there."""
        x, y = at
        whole = (round(x - radius), round(y - radius), round(x + radius), round(y + radius))
        light = _light().resize((whole[2] - whole[0], whole[3] - whole[1]))
        self.image.paste(rgb(colour), whole[:2], _weaker(light, strength))

    def write(self, text: str, at: Point, size: float, colour: str, anchor: str = "mm") -> None:
        """Write digits and units."""
        font = ImageFont.load_default(size)
        ImageDraw.Draw(self.image).text(at, text, colour, font, anchor=anchor)

    def finish(self, dark: float = 0.0) -> Image.Image:
        """Return the picture with the grain of its paper, and darker corners if wanted."""
        if dark:
            corners = ImageChops.invert(
                _light().resize((self.width * 3 // 2, self.height * 3 // 2))
            )
            left, top = self.width // 4, self.height // 4
            seen = corners.crop((left, top, left + self.width, top + self.height))
            self.image.paste((6, 18, 22), (0, 0), _weaker(seen, dark))
        if self.grain:
            noise = _noise(self.width, self.height).convert("RGB")
            soft = ImageChops.soft_light(self.image, noise)
            self.image = Image.blend(self.image, soft, self.grain)
        return self.image

    def _mask(self, shapes: Iterable[Shape], soft: float) -> tuple[Bounds, Image.Image | None]:
        bounds = self._bounds(shapes, soft)
        left, top, right, bottom = bounds
        if right <= left or bottom <= top:
            return bounds, None
        mask = Image.new("L", ((right - left) * FINE, (bottom - top) * FINE))
        pen = ImageDraw.Draw(mask)
        for one in shapes:
            one.draw(pen, lambda at: ((at[0] - left) * FINE, (at[1] - top) * FINE), FINE)
        mask = mask.reduce(FINE)
        return bounds, mask.filter(ImageFilter.GaussianBlur(soft)) if soft else mask

    def _bounds(self, shapes: Iterable[Shape], soft: float) -> Bounds:
        beyond = [(one.reach + 2.5 * soft + 1, one.points) for one in shapes]
        xs = [x + way * more for more, points in beyond for x, _y in points for way in (-1, 1)]
        ys = [y + way * more for more, points in beyond for _x, y in points for way in (-1, 1)]
        if not xs:
            return 0, 0, 0, 0
        return (
            max(int(min(xs)), 0),
            max(int(min(ys)), 0),
            min(int(max(xs)) + 1, self.width),
            min(int(max(ys)) + 1, self.height),
        )

    def _lay(self, fill: Fill, bounds: Bounds, mask: Image.Image) -> None:
        colour = rgb(fill) if isinstance(fill, str) else fill.image(bounds)
        self.image.paste(colour, bounds, mask)


def _weaker(mask: Image.Image, strength: float) -> Image.Image:
    return mask if strength == 1 else mask.point([int(v * strength) for v in range(256)])


@lru_cache(maxsize=256)
def _tones(colours: tuple[str, ...]) -> list[bytes]:
    """Return the steps from the first colour to the last, as pixels."""
    last, tones = len(colours) - 1, []
    for step in range(STEPS + 1):
        first = min(step * last // STEPS, last - 1)
        tones.append(
            bytes(rgb(mix(colours[first], colours[first + 1], step * last / STEPS - first)))
        )
    return tones


@lru_cache(maxsize=4)
def _noise(width: int, height: int) -> Image.Image:
    """Return the same grains each time, so that a drawing's bytes stay the same."""
    return Image.frombytes("L", (width, height), Random(width).randbytes(width * height))  # noqa: S311  grains


@lru_cache(maxsize=1)
def _light() -> Image.Image:
    """Return a light that falls off as lamps do, brightest in the middle."""
    fallen = Image.radial_gradient("L")
    return fallen.point([int(255 * max(0.0, 1 - v / 180) ** 2.2) for v in range(256)])
