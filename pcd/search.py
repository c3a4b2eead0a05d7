"""`pcd search`: the paragraphs of what is published that answer a query."""

import click

from edition.keeping.live import search_index_of
from edition.keeping.places import Places
from edition.settings import site_settings_from
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.output import print_json
from search_index.searching import search


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help="The most paragraphs to show.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what is found as JSON.")
@click.pass_obj
def verb(home: Home, words: tuple[str, ...], limit: int, as_json: bool) -> Exit:  # noqa: FBT001  # click's flags
    """Search the full text of what is published, and nothing else.

    A paragraph is found that has every one of the WORDS, some of them perhaps in its heading
    or its decision's title. "Words in quotation marks" must stand just so: give the shell
    quotes around them. A reference brings its decision first, and what cites it after.

    \b
    Examples:
      pcd search fraud licences
      pcd search '"late night levy"' vans
      pcd search PCD 611
      pcd search --json £1,044,000
    """  # \b is click's mark for lines that must not be wrapped
    results = search(search_index_of(Places(home.build)), " ".join(words), limit=limit)
    if as_json:
        print_json(results)
    else:
        from pcd.search_hits import print_hits  # noqa: PLC0415  # rich is slow to import

        url = site_settings_from(home.settings("site")).url
        print_hits(results, url.rstrip("/") or home.build / "site")
    return Exit.DONE
