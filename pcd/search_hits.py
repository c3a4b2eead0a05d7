"""What a search found as lines for a person at a terminal."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ingest.printable import printable
from search_index.searching import Hit, Results
from search_index.snippet import Piece

_WIDTH_OF_A_FILE = 1000  # where the output is not a terminal, a snippet is one line
_INDENT = 2
_HINT = (
    "Nothing that is published has these words. Try fewer of them, or others; "
    "words are found whole, in any of their forms."
)


def print_hits(results: Results, site: str | Path) -> None:
    """Print the hits in order, each with its address below the site's URL or folder."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH_OF_A_FILE)
    with console.capture() as captured:
        for hit in results.hits:
            for line in _lines(hit, site):
                console.print(line)
            console.print()
        for note in (*results.notes, *_count(results)):
            console.print(note, highlight=False, markup=False)
    click.echo(captured.get(), nl=False)


def _lines(hit: Hit, site: str | Path) -> Iterator[Text | Padding]:
    if hit.section:
        number = f", {hit.number}" if hit.number else ""
        yield _plain(f"{hit.reference}{number}  {hit.title}")
        yield Padding.indent(_plain(hit.section, style="italic"), _INDENT)
        yield Padding.indent(_marked(hit.snippet), _INDENT)
    else:
        yield _plain(f"{hit.reference}  ") + _marked(hit.snippet)
    yield Padding.indent(_plain(_address(hit, site), style="dim"), _INDENT)


def _address(hit: Hit, site: str | Path) -> str:
    """Say where to read on: the link on the web, or the file where the site has no address."""
    match site:
        case str():
            return f"{site}/{hit.link}"
        case Path():
            folder, _, anchor = hit.link.partition("#")
            file = site / folder / "index.html"
            return f"{file}#{anchor}" if anchor else str(file)


def _count(results: Results) -> Iterator[str]:
    shown = len(results.hits)
    if shown < results.total:
        yield f"The first {shown} of {results.total} places. More with: --limit"
    elif results.total:
        yield "1 place." if results.total == 1 else f"{results.total} places."
    elif not results.notes:
        yield _HINT


def _marked(snippet: tuple[Piece, ...]) -> Text:
    """Show what was looked for in bold."""
    return Text.assemble(*((printable(p.text), "bold" if p.is_hit else "") for p in snippet))


def _plain(text: str, style: str = "") -> Text:
    """Show text as it is: a title is data, with no colours or escapes of its own."""
    return Text(printable(text), style=style)
