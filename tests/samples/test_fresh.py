import json
from io import BytesIO

import msgspec
import numpy as np
import pikepdf
import pypdfium2
import pytest

from samples.forge.fresh.forging import forged_at, lots
from samples.forge.fresh.inventing import invented
from samples.forge.fresh.sentences import grammar
from samples.forge.fresh.told import Frame, Lot, Mishap, Place, Profile, Series, Way

A_LOT = Lot(
    series=Series.PCD,
    place=Place.INLINE,
    way=Way.WORD,
    frame=Frame.BOXED,
    profile=Profile.BORN_DIGITAL,
    mishap=Mishap.BORN_DIGITAL,
    newer=False,
    letter=False,
)
SEED, COUNT = 1, 60
DIGITAL = 1 + [lot.profile for lot in lots(SEED, COUNT)].index(Profile.BORN_DIGITAL)


def test_a_set_of_sixty_shows_every_look_and_every_mishap() -> None:
    """Nothing the forge can do is left to luck."""
    drawn = lots(SEED, COUNT)

    for field, options in (
        ("series", Series),
        ("place", Place),
        ("way", Way),
        ("frame", Frame),
        ("profile", Profile),
        ("mishap", Mishap),
    ):
        assert {getattr(lot, field) for lot in drawn} == set(options), field


def test_the_same_seed_forges_the_same_file() -> None:
    """A misreading can be looked at again."""
    one, other = forged_at(SEED, COUNT, DIGITAL), forged_at(SEED, COUNT, DIGITAL)

    assert one.pdf == other.pdf
    assert one.truth == other.truth


def test_another_seed_tells_of_another_decision() -> None:
    """What was measured once is never all there is."""
    one, other = (invented(A_LOT, np.random.default_rng(seed)) for seed in (1, 2))

    assert one.title != other.title
    assert {part.blocks for part in one.parts}.isdisjoint(part.blocks for part in other.parts)


def test_the_truth_is_what_stands_on_the_paper() -> None:
    """Title, sums and the last paragraph are in the printed text, letter by letter."""
    made = forged_at(SEED, COUNT, DIGITAL)
    with pypdfium2.PdfDocument(made.pdf) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())

    assert made.truth.record is not None
    assert str(made.truth.record["title"]) in text
    assert [said for said in made.truth.said if said not in text] == []
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert made.truth.pages == len(pdf.pages)


def test_a_secret_is_told_on_pages_of_part_2_alone() -> None:
    """Finding it anywhere is a leak."""
    lot = msgspec.structs.replace(A_LOT, mishap=Mishap.PART_2_PAGES)
    told = invented(lot, np.random.default_rng(3))

    open_text = json.dumps(msgspec.to_builtins(told.parts), default=str)
    secrets = [block for part in told.secret_parts for block in part.blocks]
    assert secrets
    assert [block for block in secrets if getattr(block, "text", "?") in open_text] == []


@pytest.mark.parametrize("symbol", sorted(grammar().rules))
def test_every_line_of_the_grammar_can_be_said(symbol: str) -> None:
    """No line names a symbol that isn't there."""
    known = {
        *grammar().rules,
        "money",
        "day",
        "span",
        "Span",
        "count",
        "small",
        "share",
        "fy",
        "name",
    }
    known |= {"cited", "cited_plain"}

    for line in grammar().rules[symbol]:
        named = {part.split("}")[0] for part in line.split("{")[1:]}
        assert named <= known, line
