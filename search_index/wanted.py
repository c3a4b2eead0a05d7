"""What a query wants of a paragraph, as a tree that knows nothing of the engine."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Field(StrEnum):
    """Where in a document of the index a term may stand."""

    REFERENCE = "reference"  # of the decision, in the document of its title alone
    TITLE = "title"  # the same
    TEXT = "text"  # of the paragraph
    AROUND = "around"  # title and section of the paragraph: they help it, but aren't it


class Match(Struct, frozen=True):
    """The terms one after another in a field; a single one is just there."""

    field: Field
    terms: tuple[str, ...]
    weight: float = 1.0


class AllOf(Struct, frozen=True):
    """Every part."""

    parts: tuple[Wanted, ...]


class AnyOf(Struct, frozen=True):
    """At least one part; more of them rank higher."""

    parts: tuple[Wanted, ...]


class First(Struct, frozen=True):
    """Whatever has this stands before everything that has not."""

    part: Wanted


Wanted = Match | AllOf | AnyOf | First
