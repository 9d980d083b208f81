from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps

from pipeline.domain.document import BBox
from pipeline.reading import ink

SIZE = (1240, 1754)
"""A4 at 150 dots per inch."""
LINE = "Avtalet gäller tills vidare."
UNEVEN = Image.linear_gradient("L").resize(SIZE).point(lambda value: 110 + value * 145 // 255)
Draw = Callable[[ImageDraw.ImageDraw], object]


def sheet(*draws: Draw, paper: int = 250) -> Image.Image:
    """Paper with its grain, and what is drawn on it."""
    grain = Image.effect_noise(SIZE, 8).point(lambda value: paper - 128 + value)
    pen = ImageDraw.Draw(grain)
    for draw in draws:
        draw(pen)
    return grain


def typed(text: str, *, shade: int = 50, size: int = 25, lines: int = 1) -> Draw:
    font = ImageFont.load_default(size)

    def draw(pen: ImageDraw.ImageDraw) -> None:
        for line in range(lines):
            pen.text((150, 500 + 40 * line), text, fill=shade, font=font)

    return draw


def signature(pen: ImageDraw.ImageDraw) -> None:
    turns = [step / 10 for step in range(150)]
    pen.line([(500 + 14 * t, 1100 + 35 * math.sin(2 * t) * math.cos(t / 4)) for t in turns], fill=80, width=3)


def flourish(pen: ImageDraw.ImageDraw) -> None:
    """A signature of a few wide strokes, none of which goes on in the direction in which it began."""
    for box, start, end in (
        ((500, 1000, 620, 1160), 90, 300),
        ((560, 1060, 760, 1200), 180, 20),
        ((640, 960, 700, 1180), 60, 240),
    ):
        pen.arc(box, start, end, fill=80, width=3)


def specks(pen: ImageDraw.ImageDraw) -> None:
    chance = random.Random(1)
    for _ in range(150):
        x, y, radius = chance.randrange(SIZE[0]), chance.randrange(SIZE[1]), chance.choice([1, 1, 2, 3])
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=40)


def holes(pen: ImageDraw.ImageDraw) -> None:
    """Two of them 8 cm apart, one dark, of the other only the rim."""
    pen.ellipse((53, 623, 88, 658), fill=30)
    pen.ellipse((53, 1095, 88, 1130), outline=90, width=3)


def shadows(pen: ImageDraw.ImageDraw) -> None:
    for x in range(60):
        pen.line((x, 0, x, SIZE[1]), fill=10 + 4 * x)
    pen.polygon([(0, SIZE[1]), (SIZE[0], SIZE[1]), (SIZE[0], SIZE[1] - 50)], fill=15)


def streaks(pen: ImageDraw.ImageDraw) -> None:
    pen.line((400, 0, 404, SIZE[1]), fill=60, width=2)
    pen.line((0, 1200, SIZE[0], 1225), fill=120, width=2)


def back(shade: int) -> Image.Image:
    """The other side of the sheet, shining through."""
    front = Image.new("L", SIZE, 255)
    typed("Överenskommelse om samverkan mellan parterna", shade=shade, lines=25)(ImageDraw.Draw(front))
    return ImageChops.multiply(sheet(), ImageOps.mirror(front).filter(ImageFilter.GaussianBlur(1.5)))


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(Image.new("L", SIZE, 255), id="white"),
        pytest.param(sheet(paper=200), id="yellowed"),
        pytest.param(ImageChops.multiply(sheet(), UNEVEN), id="lit from one side"),
        pytest.param(sheet(shadows), id="shadows at the edges"),
        pytest.param(sheet(holes), id="punch holes"),
        pytest.param(sheet(specks), id="specks"),
        pytest.param(sheet(streaks), id="streaks and a fold"),
        pytest.param(back(shade=215), id="the back shining through"),
        pytest.param(sheet(shadows, holes, specks, streaks, paper=210), id="all of it"),
    ],
)
def test_a_blank_page(picture: Image.Image) -> None:
    assert not ink.has_print(picture)


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(sheet(typed(LINE)), id="a line"),
        pytest.param(sheet(typed(LINE, shade=165)), id="faint typing"),
        pytest.param(sheet(typed(LINE, shade=130), paper=205), id="faint typing on yellow paper"),
        pytest.param(sheet(typed("Avtal")), id="a word"),
        pytest.param(sheet(typed("AVTAL", size=120)), id="a word in large print"),
        pytest.param(sheet(signature), id="a signature"),
        pytest.param(sheet(flourish), id="a signature in wide strokes"),
        pytest.param(sheet(typed(LINE)).rotate(90, expand=True), id="a line on its side"),
        pytest.param(sheet(typed(LINE), shadows, holes, specks), id="a line among dirt"),
        pytest.param(sheet(typed(LINE)).resize((620, 877)), id="a line at 75 dpi"),
    ],
)
def test_a_page_that_is_not_blank(picture: Image.Image) -> None:
    assert ink.has_print(picture)


def test_how_much_of_the_print_the_boxes_hold() -> None:
    picture = sheet(typed(LINE, lines=10), holes, specks)
    lines = [BBox(72, (500 + 40 * line) * 72 / 150, 250, (530 + 40 * line) * 72 / 150) for line in range(10)]
    assert ink.covered(picture, 150, lines) > 0.9
    assert ink.covered(picture, 150, lines[:4]) == pytest.approx(0.4, abs=0.1)
    assert ink.covered(picture, 150, [BBox(300, 20, 500, 60)]) < 0.05
    assert ink.covered(sheet(), 150, lines) == 0
