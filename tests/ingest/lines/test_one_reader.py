from msgspec import structs

from ingest.lines.confidence import SURE
from ingest.lines.line import lines_in
from ingest.lines.one_reader import words_of_one
from ingest.page import Box, PageReading, Reader
from tests.ingest.paper import a_page, words

PAGE = Box(0.0, 0.0, 1.0, 1.0)


def read_fast(page: PageReading, *bands: Box) -> PageReading:
    """Leave out what RapidOCR read outside the bands."""
    rapid = tuple(
        word
        for word in page.words[Reader.RAPIDOCR]
        if any(band.top <= word.box.middle <= band.bottom for band in bands)
    )
    return structs.replace(page, words={**page.words, Reader.RAPIDOCR: rapid}, bands=bands)


def test_a_word_that_one_reader_read_is_never_called_sure() -> None:
    """Whatever that reader thinks of it."""
    (line,) = lines_in(
        read_fast(a_page("The present radios were bought in 2009\n")), PAGE, frozenset()
    )

    assert line.text == "The present radios were bought in 2009"
    assert all(word.confidence < SURE for word in line.words)


def test_a_word_in_a_band_is_as_sure_as_in_a_full_reading() -> None:
    """Both readers have read it."""
    page = a_page("Is there a Part 2 form - NO\n")
    (line,) = lines_in(read_fast(page, Box(0.0, 0.05, 1.0, 0.2)), PAGE, frozenset())

    assert line.words == lines_in(page, PAGE, frozenset())[0].words


def test_what_one_reader_makes_of_dust_and_hands_is_left_out() -> None:
    """Its own confidence tells; a bullet in front of its row is kept however doubtful."""
    row = words("radios", top=0.1)
    dust = words("we", top=0.1, left=0.5, confidence=0.1)
    sign = words("~", top=0.1, left=0.7, confidence=0.4)
    bullet = words("«", top=0.1, left=0.05, confidence=0.2)

    assert [word.text for word in words_of_one([*bullet, *row, *dust, *sign])] == ["«", "radios"]
