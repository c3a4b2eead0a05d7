"""What a decision's text names: other decisions, legislation, sums of money and days.

Values, as `ingest.fields.mentions` finds them. Each says where it stands, what is printed
there, and what that means in one spelling. Nothing is in them that isn't in the text.
"""

import datetime

from msgspec import Struct


class Place(Struct, frozen=True, kw_only=True):
    """Where in the record something stands.

    `field` is the field's path ("title", "deferral.reason", "sections"); `section` and `block`
    count from 0, as in field paths. `paragraph` is the hanging number as printed ("2.3") of the
    paragraph, or of the one that a list or table follows on; None where none is known.
    """

    field: str
    section: int | None = None
    block: int | None = None
    paragraph: str | None = None


class CitedDecision(Struct, frozen=True, kw_only=True, tag_field="kind", tag="decision"):
    """Another decision; `reference` is spelt as decisions are published ("PCD 611")."""

    text: str
    place: Place
    reference: str


class CitedLegislation(Struct, frozen=True, kw_only=True, tag_field="kind", tag="legislation"):
    """An Act or an instrument, and the provisions of it that are named beside it.

    `identity` is its own on legislation.gov.uk ("ukpga/2010/15"); None where we don't know it,
    and then `title` is as printed. `provisions` are in one spelling ("section 149(1)",
    "Schedule 3, paragraph 7").
    """

    text: str
    place: Place
    title: str
    identity: str | None = None
    provisions: tuple[str, ...] = ()


class Amount(Struct, frozen=True, kw_only=True, tag_field="kind", tag="amount"):
    """A sum in pounds sterling, in whole pence; `up_to_pence` ends a range ("£1.2m–£1.4m")."""

    text: str
    place: Place
    pence: int
    up_to_pence: int | None = None


class NamedDay(Struct, frozen=True, kw_only=True, tag_field="kind", tag="date"):
    """A whole date."""

    text: str
    place: Place
    date: datetime.date


Mention = CitedDecision | CitedLegislation | Amount | NamedDay
