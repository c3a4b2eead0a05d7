from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from edition.audit.leak import WithheldText
from edition.audit.withheld import withheld_texts
from edition.audit.words import words_of
from ingest.record import Answer, DecisionRecord, Deferral, Part2, Section, Table
from publication.ruling import Cleared, Ruling
from register.case import Case, Scan, ScanStatus
from register.review import Entry
from register.words import PageWords
from tests.publication.records import (
    DEFAULT,
    SCAN,
    TODAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    ruling_on,
    seen,
    split,
    withdraw,
    withhold,
)

REASON = "Tenders from four suppliers are being weighed until the autumn."


def a_case(record: DecisionRecord | None, reviews: tuple[Entry, ...] = ()) -> Case:
    """Put a record and its reviews into a case, as the register holds it."""
    scan = Scan(
        sha256=SCAN,
        arrival=1,
        name="boots.pdf",
        size_bytes=1,
        received_at=datetime(2025, 1, 1, tzinfo=UTC),
        status=ScanStatus.READ if record else ScanStatus.WAITING,
    )
    return Case(scan=scan, record=record, reviews=seen(record, reviews) if record else reviews)


def kept_back(
    record: DecisionRecord | None,
    reviews: tuple[Entry, ...] = (),
    pages: Mapping[int, str] | None = None,
) -> WithheldText:
    """Return what is withheld of one scan, and no more than one value of it."""
    rulings: dict[str, Ruling] = {}
    if record is not None:
        rulings[SCAN] = ruling_on(record, reviews, DEFAULT, TODAY)
    words = [PageWords(SCAN, page, (text,)) for page, text in (pages or {}).items()]
    found = withheld_texts([a_case(record, reviews)], rulings, words)
    return found[0] if found else WithheldText(scan=SCAN, reference=None, texts=())


def said(withheld: WithheldText) -> str:
    """Return everything that is withheld, as words."""
    return " | ".join(" ".join(words_of(text)) for text in (*withheld.texts, *withheld.notes))


def test_of_a_held_decision_everything_is_withheld() -> None:
    """All pages, the record's fields, and what officers wrote."""
    held = deferred_until(
        date(2099, 1, 1),
        reason=REASON,
        sections=(
            Section(
                number="1",
                heading="Introduction",
                blocks=(Table(rows=(("Cost of all boots", "313,500"), ("Laces by mail", "9"))),),
            ),
        ),
    )
    withheld = kept_back(
        held,
        (withhold("Ask counsel before anybody hears."), correct("title", "Very new boots")),
        {1: "Officers need boots.", 3: "Page three."},
    )

    assert withheld.reference == "PCD 611"
    for text in (
        *("officers need boots", "page three", "that the dmpc approves boots and laces"),
        *("cost of all boots 313500 laces by mail", "very new boots", words_of(REASON)),
        "ask counsel before anybody hears",
    ):
        assert (text if isinstance(text, str) else " ".join(text)) in said(withheld)


def test_a_scan_that_was_never_read_withholds_its_pages() -> None:
    """It waits or is in quarantine, and some of its pages may have been read."""
    withheld = kept_back(None, pages={1: "Half a scan."})

    assert withheld == WithheldText(scan=SCAN, reference=None, texts=("Half a scan.",))


def test_a_cleared_decision_withholds_nothing_without_a_reason_for_it() -> None:
    """Nothing on its pages, no text of its record."""
    assert said(kept_back(a_record(), pages={1: "Officers need boots."})) == ""


def test_a_cleared_decision_withholds_the_pages_that_a_split_left_out() -> None:
    """The pages that are not Part 1 by the officer's split, and those alone."""
    record = a_record(part2=Part2(answer=Answer.YES, pages=(4,)), withheld_pages=(4,))
    reviews = (split(1, 2, 3),)
    assert isinstance(ruling_on(record, reviews, DEFAULT, TODAY), Cleared)

    withheld = kept_back(record, reviews, {3: "Open.", 4: "Closed."})

    assert withheld.texts == ("Closed.",)


def test_what_officers_wrote_of_a_cleared_decision_stays_private() -> None:
    """Their reasons are for the register."""
    why = "I rang the chief inspector on his private number."
    told = kept_back(a_record(), (replace(confirm("record"), why=why),))

    assert (told.texts, said(told)) == ((), " ".join(words_of(why)))


def test_the_sentence_for_the_public_is_no_secret() -> None:
    """What a withdrawal tells the public may stand in the officer's reason as well."""
    sentence = "Withdrawn because it named a person who is under protection."
    entry = replace(withdraw(sentence), why=f"{sentence} His sister rang us on the first of May.")
    told = said(kept_back(a_record(), (entry,)))

    assert "his sister rang us on the first of may" in told
    assert "under protection" not in told


@pytest.mark.parametrize("title", ["PCD 611 of 31st March 2020", "DMPC Decision PCD 611"])
def test_a_day_and_a_reference_are_no_secret(title: str) -> None:
    """A tombstone and a public line tell them."""
    held = deferred_until(date(2099, 1, 1), title=title, reason=None)

    assert " ".join(words_of(title)) not in kept_back(held).texts
    assert title not in kept_back(held).texts


def test_the_date_of_a_deferral_may_be_told() -> None:
    """By a setting, the public is told until when."""
    held = a_record(
        deferral=Deferral(
            answer=Answer.YES, until=date(2099, 1, 1), until_text="1 January 2099", reason=REASON
        )
    )

    assert "1 january 2099" not in said(kept_back(held))


def test_the_event_that_ends_a_deferral_is_withheld() -> None:
    """It tells what the decision is about, where a date doesn't."""
    held = deferred_until(None, text="Completion of the Walthamstow purchase")

    assert "Completion of the Walthamstow purchase" in kept_back(held).texts


def test_a_word_that_a_lines_end_broke_is_looked_for_mended() -> None:
    """As the record would have it, had the page been Part 1."""
    withheld = kept_back(None, pages={1: "The quarter- master left."})

    assert withheld.texts == ("The quarter- master left.", "The quartermaster left.")
