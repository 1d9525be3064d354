"""Small drawings of the demo shop's goods: a shape per kind of thing, in the variant's colour."""

from collections.abc import Iterable

from knowledge.goods import Product
from knowledge.load.demo.words import read_list, words

PAPER = "#f6f1e8"
FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">'
    '<rect width="120" height="120" rx="16" fill="{paper}"/>'
    '<circle cx="60" cy="60" r="50" fill="{halo}"/>'
    '<ellipse cx="60" cy="101" rx="36" ry="4" fill="#3b3d42" opacity=".14"/>{body}</svg>'
)
TONES = (('"M"', 0), ('"D"', 1), ('"L"', 2))


def picture_name(picture: str, colour: str) -> str:
    """Name of a drawing, such as ``kettle-forest-green``."""
    return f"{picture}-{colour.replace(' ', '-')}"


def make_images(products: Iterable[Product]) -> dict[str, str]:
    """
    The drawings that products and variants name.

    Returns
    -------
    dict
        SVG by name; nothing in it points outside the drawing.
    """
    shapes: dict[str, str] = read_list("drawings")
    drawn = {
        picture_name(shape, colour): (shape, colour)
        for shape in shapes
        for colour in words().colours
    }
    named = [
        name
        for product in products
        for name in (product.image, *(variant.image for variant in product.variants))
    ]
    return {name: _draw(shapes[drawn[name][0]], drawn[name][1]) for name in dict.fromkeys(named)}


def _draw(shape: str, colour: str) -> str:
    tones = words().colours[colour]
    # A white cup on a white ground would vanish, so pale things get a ground of their dark tone.
    pale = _brightness(tones.main) > 200
    halo = _mixed(tones.dark, PAPER, 0.45) if pale else _mixed(tones.main, PAPER, 0.72)
    fills = (tones.main, tones.dark, _mixed(tones.main, "#ffffff", 0.6))
    for mark, place in TONES:
        shape = shape.replace(mark, f'"{fills[place]}"')
    return FRAME.format(paper=PAPER, halo=halo, body=shape)


def _parts(tone: str) -> tuple[int, int, int]:
    return int(tone[1:3], 16), int(tone[3:5], 16), int(tone[5:7], 16)


def _brightness(tone: str) -> float:
    return sum(_parts(tone)) / 3


def _mixed(tone: str, other: str, share: float) -> str:
    pairs = zip(_parts(tone), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
