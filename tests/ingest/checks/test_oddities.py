from collections.abc import Callable

import pytest
from msgspec import structs

from ingest.finding import Ground, Severity
from ingest.page import Box, PageKind, PageReading
from ingest.record import Paragraph
from ingest.scanning.pdf import Extras
from tests.ingest.forms import (
    PAGE_1,
    PAGE_2,
    PAGE_3,
    PAGE_4,
    VERSION,
    a_form,
    grounds_in,
    record_of,
    signatures_on,
)
from tests.ingest.paper import a_page, filled, place_of, scrawl

Pages = list[PageReading]
A_LONG_PAGE_2 = PAGE_2 + "\n2.2\tNothing else in the programme waits for this money.\n"


def test_a_form_that_is_clear_in_every_way_has_no_findings() -> None:
    """Every finding below has a cause of its own."""
    assert record_of(a_form()).findings == ()


def no_heading() -> Pages:
    """Lose the line that carries the number."""
    return a_form(page_1=PAGE_1.replace("DMPC DECISION - PCD 611\n", ""))


def readers_differ_on_the_number() -> Pages:
    """Let one reader have another figure."""
    return a_form(page_1=PAGE_1.replace("PCD 611", "PCD {611|617}"))


def no_title() -> Pages:
    """Leave the line after "Title:" empty."""
    return a_form(page_1=PAGE_1.replace("Title: New radios for response officers", "Title:"))


def two_headings() -> Pages:
    """Scan the first page of another decision along."""
    return [*a_form(), a_page(PAGE_1.replace("611", "612"), page=5)]


def the_same_form_twice() -> Pages:
    """Scan its first page twice."""
    return [*a_form(), a_page(PAGE_1, page=5)]


def a_last_page_in_two_versions() -> Pages:
    """Scan the page with the answers once with NO, and again with YES."""
    first, second, third, fourth = a_form()
    other = a_form(deferral="YES")[2]
    pages = (first, second, third, other, fourth)
    return [structs.replace(page, page=number) for number, page in enumerate(pages, start=1)]


def a_page_gone() -> Pages:
    """Leave out the second sheet."""
    return [page for page in a_form() if page.page != 2]


def text_after_the_end() -> Pages:
    """Scan a note along."""
    return [*a_form(), a_page("Dear colleague\n\nplease file this.", page=5, foot=f"{VERSION} 5")]


def not_signed() -> Pages:
    """Take a draft."""
    return a_form(signed=False)


def ink_over_the_title() -> Pages:
    """Write over it what nobody can read."""
    first, *rest = a_form()
    place = place_of(first, "officers")
    pen = scrawl(Box(place.right + 0.05, place.top, place.right + 0.2, place.bottom))
    return [a_page(PAGE_1, pens=[pen, *signatures_on(PAGE_1)], foot=f"{VERSION} 1"), *rest]


def ink_in_the_space_for_interests() -> Pages:
    """Declare one by hand."""
    first, *rest = a_form()
    place = place_of(first, "interests")
    pen = scrawl(Box(0.3, place.top, 0.6, place.bottom))
    return [a_page(PAGE_1, pens=[pen, *signatures_on(PAGE_1)], foot=f"{VERSION} 1"), *rest]


def approval_struck_through() -> Pages:
    """Take the printed words of approval back with a ruler."""
    first, *rest = a_form()
    words = place_of(first, "above").around(place_of(first, "request"))
    stroke = Box(
        words.left - 0.02, words.middle - 0.0005, words.right + 0.02, words.middle + 0.0005
    )
    page = a_page(PAGE_1, pens=signatures_on(PAGE_1), rules=[stroke], foot=f"{VERSION} 1")
    return [page, *rest]


def ink_over_the_approval() -> Pages:
    """Write between the printed words of approval."""
    text = PAGE_1.replace("has my approval", "has       my approval")
    place = place_of(a_page(text), "has")
    pen = scrawl(Box(place.right + 0.01, place.top, place.right + 0.045, place.bottom))
    _, *rest = a_form()
    return [a_page(text, pens=[pen, *signatures_on(text)], foot=f"{VERSION} 1"), *rest]


def ink_where_no_date_is_read() -> Pages:
    """Write a day behind "Until what date:" that no reader makes out."""
    plain = a_form(until="", reason="")
    place = place_of(plain[2], "Until")
    return a_form(until="", reason="", pens_3=[scrawl(Box(0.4, place.top, 0.6, place.bottom))])


def an_indicator_in_the_report() -> Pages:
    """Speak of a Part 2 under a NO."""
    return a_form(page_2=PAGE_2 + "\n2.2\tThe bids are set out in the exempt appendix.\n")


def an_indicator_in_a_list_of_the_closing_block() -> Pages:
    """Say it where boiler-plate stands otherwise."""
    own = "Public access to information\nSee:\n  • the exempt appendix to this report\n  • a map\n"
    return a_form(page_3=PAGE_3.replace("Public access to information\n", own))


def an_indicator_in_the_declaration() -> Pages:
    """Say it in a row of the table."""
    row = "| Commercial Issues: The prices are given in the Part 2 form only. | ✓ |\n"
    return a_form(page_4=PAGE_4.replace("| Legal", row + "| Legal"))


def numbering_that_starts_again() -> Pages:
    """Begin once more at 1.1, as a Part 2 does."""
    return a_form(page_3=PAGE_3.replace("3.1\t", "1.1\t"))


def a_part_of_the_form_gone() -> Pages:
    """Lose the officer's approval."""
    return a_form(page_4=PAGE_4.replace("OFFICER APPROVAL\n", ""))


def a_sheet_twice() -> Pages:
    """Feed a sheet again."""
    first, second, *rest = a_form(page_2=A_LONG_PAGE_2)
    moved = [structs.replace(page, page=page.page + 1) for page in (second, *rest)]
    return [first, second, *moved]


def pages_without_order() -> Pages:
    """Let the footers deny what the paragraphs say."""
    first, _, *rest = a_form()
    return [first, a_page(PAGE_2, page=2, foot=f"{VERSION} 4"), *rest]


@pytest.mark.parametrize(
    ("pages", "ground"),
    [
        (no_heading, Ground.NO_REFERENCE),
        (readers_differ_on_the_number, Ground.NO_REFERENCE),
        (no_title, Ground.NO_TITLE),
        (two_headings, Ground.TWO_DECISIONS),
        (the_same_form_twice, Ground.TWO_DECISIONS),
        (a_last_page_in_two_versions, Ground.VERSIONS_DIFFER),
        (a_page_gone, Ground.PAGE_MISSING),
        (text_after_the_end, Ground.TEXT_AFTER_APPROVAL),
        (not_signed, Ground.NOT_SIGNED),
        (ink_over_the_title, Ground.UNREAD_INK),
        (ink_in_the_space_for_interests, Ground.UNREAD_INK),
        (approval_struck_through, Ground.UNREAD_INK),
        (ink_over_the_approval, Ground.UNREAD_INK),
        (ink_where_no_date_is_read, Ground.UNREAD_INK),
        (an_indicator_in_the_report, Ground.PART2_INDICATOR),
        (an_indicator_in_a_list_of_the_closing_block, Ground.PART2_INDICATOR),
        (an_indicator_in_the_declaration, Ground.PART2_INDICATOR),
        (numbering_that_starts_again, Ground.NUMBERING_RESTARTS),
        (a_part_of_the_form_gone, Ground.PARTS_MISSING),
        (pages_without_order, Ground.ORDER_UNSETTLED),
    ],
)
def test_an_oddity_is_for_a_person(pages: Callable[[], Pages], ground: Ground) -> None:
    """Each of these holds a decision back until someone has looked."""
    found = {each.ground: each.severity for each in record_of(pages()).findings}

    assert found.get(ground) is Severity.REVIEW


def illegible_date() -> Pages:
    """Let the hand be what it is."""
    return a_form(page_1=PAGE_1.replace("19 July 2019", "{M719|W}"))


def dates_out_of_order() -> Pages:
    """Let the officer sign a month after the DMPC."""
    return a_form(page_4=PAGE_4.replace("18 July", "18 August"))


def no_tick() -> Pages:
    """Leave a cell empty."""
    return a_form(page_4=PAGE_4.replace("| ✓ |", "| |", 1))


def no_table_made_out() -> Pages:
    """Let the copy lose the rules of the declaration."""
    *first, last = a_form()
    return [*first, structs.replace(last, level_rules=(), upright_rules=())]


def a_gap_in_the_numbers() -> Pages:
    """Leave out a paragraph."""
    return a_form(page_2=PAGE_2.replace("1.2\t", "1.3\t"))


def pages_swapped() -> Pages:
    """Let two sheets fall, and take them up the wrong way round."""
    first, second, third, fourth = a_form()
    pages = (first, third, second, fourth)
    return [structs.replace(page, page=number) for number, page in enumerate(pages, start=1)]


def a_page_upside_down() -> Pages:
    """Turn one sheet over."""
    first, *rest = a_form()
    return [structs.replace(first, turned_degrees=180), *rest]


def a_blank_back() -> Pages:
    """Scan both sides of the last sheet."""
    return [*a_form(), a_page("", page=5, kind=PageKind.BLANK)]


def a_passage_hardly_read() -> Pages:
    """Let the readers differ on most of a paragraph."""
    words = " ".join(f"{{w{n}ord|v{n}erb}}" for n in range(9))
    return a_form(page_2=PAGE_2 + f"\n2.2\t{words}\n")


@pytest.mark.parametrize(
    ("pages", "ground"),
    [
        (illegible_date, Ground.DATE_ILLEGIBLE),
        (dates_out_of_order, Ground.DATE_OUT_OF_ORDER),
        (no_tick, Ground.TICK_MISSING),
        (no_table_made_out, Ground.TICK_DOUBTFUL),
        (a_gap_in_the_numbers, Ground.NUMBERING_GAP),
        (pages_swapped, Ground.PAGES_OUT_OF_ORDER),
        (a_page_upside_down, Ground.PAGE_TURNED),
        (a_blank_back, Ground.BLANK_PAGE),
        (a_sheet_twice, Ground.PAGE_TWICE),
        (a_passage_hardly_read, Ground.LOW_CONFIDENCE),
    ],
)
def test_a_warning_goes_with_a_decision(pages: Callable[[], Pages], ground: Ground) -> None:
    """Officers see it, and readers where they need it; nothing is held back for it."""
    found = {each.ground: each.severity for each in record_of(pages()).findings}

    assert found.get(ground) is Severity.WARNING


def test_a_number_that_cannot_be_settled_is_shown_in_both_readings() -> None:
    """The officer sees what each reader had."""
    evidence = record_of(readers_differ_on_the_number()).evidence["reference"]

    assert evidence.read == "DMPC DECISION - PCD 611 / DMPC DECISION - PCD 617"


def test_a_file_name_may_contradict_the_form() -> None:
    """One of the two is wrong."""
    assert Ground.REFERENCE_CONFLICT.value in grounds_in(record_of(a_form(), file="pcd-612.pdf"))


@pytest.mark.parametrize("name", ["pcd-611 part 2.pdf", "EXEMPT pcd 611.pdf", "611_restricted.pdf"])
def test_a_file_may_be_named_as_confidential(name: str) -> None:
    """Whoever named it knew something."""
    assert Ground.NAME_SAYS_PART2.value in grounds_in(record_of(a_form(), file=name))


@pytest.mark.parametrize(
    ("extras", "ground"),
    [
        (Extras(attachments=True, scripts=False, redaction_pages=()), Ground.ATTACHMENT),
        (Extras(attachments=False, scripts=True, redaction_pages=()), Ground.SCRIPT),
        (
            Extras(attachments=False, scripts=False, redaction_pages=(2,)),
            Ground.UNAPPLIED_REDACTION,
        ),
    ],
)
def test_what_a_file_carries_besides_pages_is_found(extras: Extras, ground: Ground) -> None:
    """A person looks before it is published."""
    assert grounds_in(record_of(a_form(), extras=extras)) == {ground.value}


@pytest.mark.parametrize("heading", ["Appendix 1", "APPENDIX A: Costs", "Annex 2", "Annexe B"])
def test_an_appendix_may_stand_after_the_approval(heading: str) -> None:
    """It belongs to the form."""
    page = a_page(f"{heading}\n\nA map of the site.", page=5, foot=f"{VERSION} 5")

    assert Ground.TEXT_AFTER_APPROVAL.value not in grounds_in(record_of([*a_form(), page]))


def test_a_table_of_an_appendix_declares_nothing() -> None:
    """Only the declaration's own table has rows to tick."""
    page = a_page("Appendix 1\n\n| Cost: all | 9 |\n| Sum: all | 9 |", page=5, foot=f"{VERSION} 5")

    record = record_of([*a_form(), page])

    assert [row.topic for row in record.declaration] == ["Financial Advice", "Legal Advice"]


def test_a_page_whose_number_nobody_could_read_is_not_missing() -> None:
    """One that nobody could read at all may be the missing one."""
    pages = [structs.replace(page, words={}) if page.page == 2 else page for page in a_form()]

    assert Ground.PAGE_MISSING.value in grounds_in(record_of(pages))
    unread = a_form()
    unread[1] = a_page(PAGE_2, page=2)
    assert Ground.PAGE_MISSING.value not in grounds_in(record_of(unread))


def test_a_decision_cited_at_the_head_of_a_page_is_no_second_decision() -> None:
    """Decisions cite each other."""
    cited = "\tas was approved by DMPC Decision 568\n\n"
    pages = a_form(page_3=cited + PAGE_3)

    assert Ground.TWO_DECISIONS.value not in grounds_in(record_of(pages))


def test_a_running_head_is_no_second_decision() -> None:
    """Some templates print the number over every page."""
    pages = a_form(page_2="PCD 611\n\n" + PAGE_2, page_3="PCD 611\n\n" + PAGE_3)

    assert Ground.TWO_DECISIONS.value not in grounds_in(record_of(pages))


def test_stray_marks_are_no_unread_ink() -> None:
    """A punch hole in the margin lies over no field."""
    _, *rest = a_form()
    pen = filled(Box(0.02, 0.3, 0.05, 0.32))
    pages = [a_page(PAGE_1, pens=[pen, *signatures_on(PAGE_1)], foot=f"{VERSION} 1"), *rest]

    assert record_of(pages).findings == ()


def test_text_of_the_report_is_all_in_the_record() -> None:
    """Headings, paragraphs and summary: nothing is dropped in silence."""
    record = record_of(a_form())
    said = " ".join(
        [record.executive_summary, record.recommendation]
        + [section.heading for section in record.sections]
        + [
            block.text
            for section in record.sections
            for block in section.blocks
            if isinstance(block, Paragraph)
        ]
    )

    wanted = [
        word
        for text in (
            PAGE_1.split("Summary:")[1].split("Deputy Mayor")[0],
            PAGE_2.split("report")[1],
        )
        for word in text.split()
        if word.isalpha() and word not in {"Recommendation"}
    ]
    assert [word for word in wanted if word not in said] == []


def test_a_condition_typed_under_the_approval_is_not_lost_in_silence() -> None:
    """An approval may be given subject to something."""
    condition = "approval.\n\nThis is subject to a review of the costs after one year."
    record = record_of(a_form(page_1=PAGE_1.replace("approval.", condition)))

    assert record.findings != () or "review of the costs" in str(record)


def test_a_running_head_enters_no_paragraph() -> None:
    """A paragraph that goes on over the page break goes on below it."""
    goes_on = "MOPAC decision record\n\n\tand this is the rest of it.\n\n"
    record = record_of(a_form(page_2="MOPAC decision record\n\n" + PAGE_2, page_3=goes_on + PAGE_3))

    assert "decision record" not in str(record.sections)


def test_text_after_the_approval_is_in_the_record() -> None:
    """What stands on an appendix is part of the decision, and lost if no field holds it."""
    page = a_page("Appendix 1: Costs\n\nThe radios cost £310 each.", page=5, foot=f"{VERSION} 5")

    record = record_of([*a_form(), page])

    assert record.sections[-1].heading == "Appendix 1: Costs"
    assert "£310 each" in str(record.sections[-1].blocks)
