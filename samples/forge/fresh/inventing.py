"""A lot in, an invented decision out: its words, answers, dates and tables."""

import datetime
from collections.abc import Iterator

import msgspec
from numpy.random import Generator

from samples.forge.decision import Hand, Signed, Statement
from samples.forge.fresh.lot import between, by_chance, one_of, some_of
from samples.forge.fresh.sentences import Speaker, grammar
from samples.forge.fresh.told import (
    Block,
    Deferral,
    Given,
    Lot,
    Mishap,
    Part,
    Point,
    Points,
    Series,
    Sums,
    Told,
    Words,
)
from samples.forge.fresh.wording import wording_of

_OPTIONAL = ("Plan", "Commercial", "Health", "Privacy")
_SAID_UNDER = {"Finance": "finance", "Law": "law", "Equality": "equality", "Privacy": "privacy"}
_UNANSWERED = {
    Mishap.BLANK_ANSWER: Given.BLANK,
    Mishap.BOTH_ANSWERS: Given.BOTH,
    Mishap.SMUDGED_ANSWER: Given.SMUDGED,
}
_DEFERRED = frozenset({Mishap.NO_DATE, Mishap.EVENT, Mishap.HIDDEN_FLIPPED})
_LETTERS = ("(a)", "(b)", "(c)", "(d)", "(e)", "(f)")


def invented(lot: Lot, rng: Generator) -> Told:
    """Make up a decision; the same lot and generator make the same one."""
    year = between(rng, 2017, 2023)
    speaker = Speaker(rng, year)
    wording = wording_of(lot.series, newer=lot.newer)
    approved = datetime.date(year, 1, 1) + datetime.timedelta(days=between(rng, 20, 360))
    hand = one_of(rng, (Hand.TYPED, Hand.WORDS, Hand.SLASHES, Hand.DOTS, Hand.SCRIBBLE))
    officer_on = approved - datetime.timedelta(days=between(rng, 0, 21))
    secret = lot.mishap is Mishap.PART_2_PAGES
    return Told(
        series=lot.series,
        number=between(rng, 101, 999) + (1000 if lot.series is not Series.PCD else 0),
        title=speaker.say("title"),
        form_version=one_of(rng, wording.versions),
        summary=tuple(speaker.several("sentence", 1, 3) for _ in range(between(rng, 1, 2))),
        lead_in=one_of(rng, wording.lead_ins),
        recommendation=_ended(speaker.different("recommended", between(rng, 2, 4))),
        interests=speaker.say("interests") if by_chance(rng, 0.2) else None,
        approval=_signed(approved, hand),
        officer_approval=_signed(officer_on, one_of(rng, (hand, Hand.TYPED))),
        parts=tuple(_parts(speaker, rng)),
        deferral=_deferral(lot.mishap, speaker, approved, rng),
        part2=Given.YES if by_chance(rng, 0.4) else Given.NO,
        standing_sentence=by_chance(rng, 0.3),
        declaration=tuple(_declaration(rng)),
        secret_parts=tuple(_secret_parts(speaker, rng)) if secret else (),
    )


def lacking_a_number(told: Told, rng: Generator) -> Told:
    """Leave the number off one heading, as some forms do; its paragraphs carry it."""
    lacking = between(rng, 1, len(told.parts) - 2)
    parts = tuple(
        msgspec.structs.replace(part, number=None) if place == lacking else part
        for place, part in enumerate(told.parts)
    )
    return msgspec.structs.replace(told, parts=parts)


def _signed(day: datetime.date, hand: Hand) -> Signed:
    return Signed(hand=hand, date=None if hand is Hand.SCRIBBLE else day)


def _deferral(
    mishap: Mishap, speaker: Speaker, approved: datetime.date, rng: Generator
) -> Deferral:
    if mishap in _UNANSWERED:
        return Deferral(given=_UNANSWERED[mishap])
    if mishap not in _DEFERRED and by_chance(rng, 0.5):
        filler = one_of(rng, ("", "N/A"))
        return Deferral(given=Given.NO, reason=filler, until_text=filler)
    reason = speaker.say("defer_reason")
    if mishap is Mishap.NO_DATE:
        return Deferral(given=Given.YES, reason=reason)
    if mishap is Mishap.EVENT:
        return Deferral(given=Given.YES, reason=reason, until_text=speaker.say("event"))
    until = approved + datetime.timedelta(days=between(rng, 30, 700))
    return Deferral(given=Given.YES, reason=reason, until=until, until_text=_typed(until, rng))


def _typed(day: datetime.date, rng: Generator) -> str:
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    ways = (
        f"{day.day} {day:%B} {day.year}",
        f"{day.day}{ordinal} {day:%B} {day.year}",
        f"{day:%d/%m/%Y}",
    )
    return one_of(rng, ways)


def _parts(speaker: Speaker, rng: Generator) -> Iterator[Part]:
    left_out = set(some_of(rng, _OPTIONAL, between(rng, 1, 3)))
    kinds = [kind for kind in grammar().headings if kind not in left_out]
    for number, kind in enumerate(kinds, start=1):
        heading = one_of(rng, grammar().headings[kind])
        blocks = tuple(_blocks(kind, number, speaker, rng))
        yield Part(number=str(number), heading=heading, blocks=blocks)


def _blocks(kind: str, number: int, speaker: Speaker, rng: Generator) -> Iterator[Block]:
    if kind == "Supporting":
        papers = tuple(Point(text=speaker.say("supporting"), mark="•") for _ in range(3))
        yield Words(number=f"{number}.1", text="The papers behind this decision are:")
        yield Points(items=papers)
        return
    long = kind in {"Introduction", "Issues"}
    for place in range(1, between(rng, 2, 4) + 1 if long else between(rng, 1, 2) + 1):
        said = _SAID_UNDER.get(kind, "sentence") if place == 1 else "sentence"
        text = speaker.say(said) if said != "sentence" else speaker.several("sentence", 1, 3)
        listed = long and by_chance(rng, 0.5)
        if listed:
            text = f"{text} {speaker.say('list_lead')}"
        yield Words(number=f"{number}.{place}", text=text)
        if listed:
            yield _points(speaker, rng)
    if kind == "Finance" or (kind == "Commercial" and by_chance(rng, 0.4)):
        yield _sums(rng)


def _points(speaker: Speaker, rng: Generator) -> Points:
    lettered, nested, capitals = (by_chance(rng, share) for share in (0.3, 0.35, 0.3))
    texts = list(_ended(speaker.different("point", between(rng, 2, 5))))
    if capitals:  # and such typists seldom care for semicolons
        texts = [text[0].upper() + text[1:].rstrip(";.").removesuffix("; and") for text in texts]
    items: list[Point] = []
    for place, text in enumerate(texts):
        items.append(Point(text=text, mark=_LETTERS[place] if lettered else "•"))
        if nested and place == 0:
            below = _ended(speaker.different("sub_point", between(rng, 2, 3)))
            items += [Point(text=text, mark="–", level=1) for text in below]
    return Points(items=tuple(items))


def _ended(items: list[str]) -> tuple[str, ...]:
    """End the items of a list as a sentence is divided."""
    ends = [";"] * (len(items) - 2) + ["; and", "."][-len(items) :]
    return tuple(item + end for item, end in zip(items, ends, strict=True))


def _sums(rng: Generator) -> Sums:
    years, first = between(rng, 2, 4), between(rng, 2017, 2023)
    head = ("Cost type", *(f"{first + n}/{(first + n + 1) % 100:02}" for n in range(years)))
    names = some_of(
        rng,
        ("Revenue (£)", "Capital (£)", "Fees (£)", "Reserve (£)", "Hire and moving (£)"),
        between(rng, 2, 4),
    )
    rows = [(name, *(_cell(rng) for _ in range(years))) for name in names]
    if by_chance(rng, 0.5):
        rows.append(("Total (£)", *(_cell(rng) for _ in range(years))))
    return Sums(rows=(head, *rows))


def _cell(rng: Generator) -> str:
    if by_chance(rng, 0.12):
        return one_of(rng, ("0", "–", "TBC"))
    return f"{between(rng, 11, 4000) * 250:,}"


def _declaration(rng: Generator) -> Iterator[Statement]:
    topics = grammar().topics
    for topic in some_of(rng, tuple(topics), between(rng, 5, len(topics))):
        statement = one_of(rng, topics[topic])
        yield Statement(topic=topic, statement=statement, ticked=not by_chance(rng, 0.12))


def _secret_parts(speaker: Speaker, rng: Generator) -> Iterator[Part]:
    for number in range(1, between(rng, 1, 2) + 1):
        blocks = tuple(
            Words(number=f"{number}.{place}", text=speaker.several("secret", 1, 2))
            for place in range(1, between(rng, 2, 4) + 1)
        )
        yield Part(number=str(number), heading="Exempt information", blocks=blocks)
