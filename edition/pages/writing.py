"""Untrusted text, links and rows in, the Markdown of a generated page out."""

from collections.abc import Iterable, Sequence
from html import escape as html_escaped
from html import unescape

import yaml

from edition.pages.listed import Listed
from publication.day import day_in_words
from publication.escape import escape


def page(title: str, *chunks: str, **front_matter: str) -> str:
    """Write a page: front matter in quotes, the title as its heading, then chunks of Markdown.

    The title is plain text. Themes print that of the front matter raw, so it is HTML there.
    """
    above = yaml.safe_dump(
        {"title": html_escaped(title), **front_matter},
        default_style='"',
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
    )
    body = "\n\n".join(chunk for chunk in (f"# {escape(title)}", *chunks) if chunk)
    return f"---\n{above}---\n\n{body}\n"


def text_of(text_html: str) -> str:
    """Write text that is escaped for HTML as Markdown that reads as the same text."""
    return escape(unescape(text_html))


def link(text_html: str, target: str) -> str:
    """Write a link; the target is ours, the text anybody's."""
    return f"[{text_of(text_html)}]({target})"


def bullets(items: Iterable[str]) -> str:
    """Write a list of Markdown items, one deep."""
    return "\n".join(f"- {item}" for item in items)


def table_of(decisions: Sequence[Listed], *, folder: str) -> str:
    """Write decisions as a table; `folder` leads from the page to the decisions' pages."""
    head = ("| Reference | Title | Decided |", "| --- | --- | --- |")
    rows = (
        f"| {text_of(one.reference_html)} "
        f"| {link(one.title_html, f'{folder}{one.slug}.md')} "
        f"| {decided(one)} |"
        for one in decisions
    )
    return "\n".join((*head, *rows))


def decided(decision: Listed) -> str:
    """Say in words when a decision was taken, as far as that can be read."""
    if decision.approved:
        return day_in_words(decision.approved)
    if decision.officer_approved:
        return f"Not legible; put forward on {day_in_words(decision.officer_approved)}"
    return "Not legible"


def counted(number: int) -> str:
    """Say how many decisions: one decision, 2,000 decisions."""
    return "1 decision" if number == 1 else f"{number:,} decisions"
