"""What was public and what goes out now in, what is taken out and on which grounds out."""

from collections.abc import Collection, Iterator

from edition.deciding.docket import Docket
from publication.ruling import Cleared
from register.publications import TakenOut

PAGE_FAILED = "page-failed"


def taken_out_of(docket: Docket, going_out: Collection[str]) -> tuple[TakenOut, ...]:
    """Return every scan that is public by the register and whose page doesn't go out again.

    `going_out` are the scans of the pages that do. Each has its grounds, for the log: no
    decision leaves the site in silence.
    """
    return tuple(_taken_out(docket, going_out))


def _taken_out(docket: Docket, going_out: Collection[str]) -> Iterator[TakenOut]:
    for one in docket.decided:
        scan = one.case.scan.sha256
        if one.case.pin is None or scan in going_out:
            continue
        if isinstance(one.ruling, Cleared):
            grounds: tuple[str, ...] = (PAGE_FAILED,)
        else:
            grounds = tuple(dict.fromkeys(ground.code for ground in one.ruling.grounds))
        yield TakenOut(scan=scan, grounds=grounds)
