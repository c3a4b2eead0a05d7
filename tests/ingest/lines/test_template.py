import pytest

from ingest.lines.flow import places_of, sheet_of
from ingest.lines.recognising import is_template, key, mark_of, says
from ingest.lines.template import LANDMARKS, TOPICS, Landmark, Mark
from tests.ingest.forms import PAGE_1, PAGE_2, PAGE_3, PAGE_4, a_form
from tests.ingest.paper import a_page

# What the readers make of letters that look alike, on poor copies.
SLIPS = (
    str.maketrans("lIO", "1l0"),
    str.maketrans("lIo", "|1O"),
    str.maketrans({"-": "–", "?": "", ":": "."}),
    str.maketrans("ey", "éý"),
)


@pytest.mark.parametrize("landmark", LANDMARKS, ids=lambda landmark: landmark.example[:40])
def test_every_example_is_its_landmark(landmark: Landmark) -> None:
    """The phrase is held against the line as it is printed."""
    assert mark_of(landmark.example) is landmark.mark


@pytest.mark.parametrize("slips", SLIPS)
@pytest.mark.parametrize("landmark", LANDMARKS, ids=lambda landmark: landmark.example[:40])
def test_a_landmark_is_known_by_its_slips(landmark: Landmark, slips: dict[int, str]) -> None:
    """Letters that look alike are read for one another."""
    assert mark_of(landmark.example.translate(slips)) is landmark.mark


@pytest.mark.parametrize(
    "landmark", [each for each in LANDMARKS if len(each.phrase) > 8], ids=lambda each: each.phrase
)
def test_a_landmark_is_known_with_a_letter_lost(landmark: Landmark) -> None:
    """A punch hole takes a letter and leaves the line."""
    assert mark_of(landmark.example[:2] + landmark.example[3:]) is landmark.mark


@pytest.mark.parametrize(
    "line",
    [
        "Title deeds of the building are held by the solicitors of the landlord.",
        "The recommendation of the panel was followed in full.",
        "The executive summary of the business case gives the figures.",
        "Legal Comments",
        "Part 1 of the programme ends in March.",
        "The officer approval of each request is recorded.",
        "Chief Executive Officer",
    ],
)
def test_prose_begins_no_place(line: str) -> None:
    """A sentence that speaks of a place of the form is not its heading."""
    mark = mark_of(line)

    assert mark is None or mark is Mark.TITLE  # a body's "Title" counts for nothing: see below


def test_a_body_that_speaks_of_landmarks_divides_nothing() -> None:
    """The places stand in a fixed order; what comes late cannot come again early."""
    body = PAGE_2 + "\nTitle: a word that stands in the body\nRecommendation\nExecutive Summary\n"
    texts = (PAGE_1, body, PAGE_3, PAGE_4)
    pages = [a_page(text, page=number) for number, text in enumerate(texts, start=1)]

    places = places_of([sheet_of(page, frozenset()) for page in pages])

    assert [str(item.box.top) for item in places[Mark.TITLE]] == ["0.168"]
    assert len(places[Mark.RECOMMENDATION]) == 4
    assert "Recommendation" in [getattr(item, "text", "") for item in places[Mark.PART_1]]


def test_closing_blocks_need_part_1_before_them() -> None:
    """A stray phrase on the first page does not end it."""
    first = PAGE_1.replace("That the DMPC approves:", "Until what date the money lasts is open.")

    places = places_of([sheet_of(a_page(first), frozenset())])

    assert Mark.DEFERRAL_UNTIL not in places


def test_every_item_stands_in_one_place() -> None:
    """Dividing the flow loses nothing and says nothing twice."""
    sheets = [sheet_of(page, frozenset()) for page in a_form()]

    places = places_of(sheets)

    assert sum(map(len, places.values())) == sum(len(sheet.items) for sheet in sheets)


def test_what_stands_before_the_title_is_the_letterhead() -> None:
    """Nothing of the form precedes its heading."""
    places = places_of([sheet_of(page, frozenset()) for page in a_form()])

    assert [getattr(item, "text", "") for item in places[None]] == [
        "MOPAC",
        "MAYOR OF LONDON OFFICE FOR POLICING AND CRIME",
        "DMPC DECISION - PCD 611",
    ]


def test_look_alike_letters_have_one_key() -> None:
    """O is 0; I, l and 1 are one; accents that specks make fall away."""
    assert key("Is théré Ol|!") == key("ls there 0I1l")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_itself_and_no_other(topic: str) -> None:
    """The declaration's topics are told apart, slips or not."""
    assert next(other for other in TOPICS if says(topic, other)) == topic


def test_a_line_of_a_text_is_part_of_it_wherever_it_was_broken() -> None:
    """Templates are printed in lines of any length."""
    text = "Only the facts or advice considered as likely to be exempt from disclosure."

    assert is_template("advice considered as likely to be", text)
    assert not is_template("The second bid was lower.", text)
