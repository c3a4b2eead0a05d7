"""`pcd publish`: what the rule clears today becomes the public site, whole or not at all."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import click

from edition import publishing
from edition.audit.allowed import allowed_files
from edition.keeping.places import Places
from edition.press import Press
from edition.removing import take_out
from edition.report import Report
from edition.settings import delivery_settings_from, site_settings_from
from edition.shipped import shipped
from pcd.clock import now, today
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.lock import only_run
from pcd.output import print_json
from pcd.progress import stages
from pcd.publish_report import lines_of
from pcd.stopping import terminated_like_interrupted
from pcd.versions import version_of
from publication.settings import settings_from
from register.opening import open_register
from search_index.seal import FORM

# A new version of any of these can change what a page says or how it looks.
_MADE_WITH = (
    "pcd",
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "markdown-it-py",
    "pagefind",
    "whoosh",
)


@click.command()
@click.option(
    "--preview", is_flag=True, help="Build into private/preview instead; publish nothing."
)
@click.option(
    "--as-of",
    "day",
    metavar="DAY",
    type=click.DateTime(["%Y-%m-%d"]),
    help="With --preview: the site as it would be on this day (2026-03-31).",
)
@click.option(
    "--removals-only",
    is_flag=True,
    help="Take out of the live site what is no longer cleared; add nothing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def verb(
    home: Home,
    preview: bool,  # noqa: FBT001  # click's flags
    day: datetime.datetime | None,
    removals_only: bool,  # noqa: FBT001  # the same
    as_json: bool,  # noqa: FBT001  # the same
) -> Exit:
    """Build the public site from what is cleared today, audit it, and swap it in whole.

    Nothing withheld is in what comes out, or nothing comes out: the exit code is then 5 and
    the site stays as it was. Decisions that are merely held are no failure. A site is static
    and releases nothing by itself: run this each day, shortly after midnight in London.

    \b
    Examples:
      pcd publish
      pcd publish --preview --as-of 2026-03-31
      pcd publish --removals-only
    """  # \b is click's mark for lines that must not be wrapped
    if day and not preview:
        raise click.UsageError("--as-of goes with --preview: only today is ever published.")
    if preview and removals_only:
        raise click.UsageError("--preview and --removals-only don't go together: choose one.")
    make = publishing.preview if preview else take_out if removals_only else publishing.publish
    with press_of(home, day.date() if day else today(), is_preview=preview) as press:
        report = make(press)
    if as_json:
        print_json(report)
    else:
        click.echo("\n".join(lines_of(report, is_preview=preview)))
    return _exit_of(report)


@contextmanager
def press_of(
    home: Home, day: datetime.date, *, is_preview: bool = False, verb_name: str = "publish"
) -> Iterator[Press]:
    """Open what a run works with, under the home's lock."""
    settings = settings_from(home.settings("publication"))
    site = site_settings_from(home.settings("site"))
    delivery = delivery_settings_from(home.settings("edition"))
    with (
        terminated_like_interrupted(),
        only_run(home.lock, verb=verb_name, at=now()),
        open_register(home.register, scans_folder=home.scans) as register,
        stages() as stage,
    ):
        yield Press(
            register=register,
            home=home.folder,
            places=Places(home.preview if is_preview else home.build),
            shipped=shipped(),
            settings=settings,
            site=site,
            delivery=delivery,
            day=day,
            clock=now,
            made_with=" ".join(
                (*(f"{name} {version_of(name)}" for name in _MADE_WITH), f"index {FORM}")
            ),
            allowed=allowed_files(shipped().overrides),
            stage=stage,
        )


def _exit_of(report: Report) -> Exit:
    if report.leaks:
        return Exit.AUDIT_FAILED
    is_not_live = report.delivery is not None and not report.delivery.is_live
    needs_a_person = (
        report.not_published or report.warnings or report.clock_is_behind or is_not_live
    )
    return Exit.NEEDS_A_PERSON if needs_a_person else Exit.DONE
