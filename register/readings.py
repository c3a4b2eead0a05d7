"""What reading a scan gave, kept as it comes: pages, then a record or a verdict."""

import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from ingest.page import PageReading
from ingest.record import DecisionRecord
from ingest.verdict import Unreadable
from register.case import Details, Event, ScanStatus
from register.errors import UnknownScanError
from register.log import next_number, note
from register.opening import Register
from register.rows import reading_from, reading_in_row, record_in_row, sha256_of
from register.tables import page_readings, records, scans


def known_pages(register: Register, sha256: str, *, settings: str) -> dict[int, PageReading]:
    """Return the scan's pages that were read with these engine settings."""
    wanted = select(page_readings.c.page, page_readings.c.reading).where(
        page_readings.c.scan == sha256, page_readings.c.settings == settings
    )
    with register.look() as connection:
        found = {page: reading_from(blob) for page, blob in connection.execute(wanted)}
    return {page: reading for page, reading in found.items() if reading is not None}


def pictured_pages(register: Register, sha256: str) -> dict[int, PageReading]:
    """Return the scan's pages that have a picture, each as it was read most fully.

    They are for looking at, so any reader's settings will do; the fullest have the shortest name.
    """
    key = page_readings.c
    wanted = select(key.page, key.reading).where(key.scan == sha256)
    with register.look() as connection:
        rows = connection.execute(wanted.order_by(key.page, func.length(key.settings))).all()
    found: dict[int, PageReading] = {}
    for page, blob in rows:
        reading = None if page in found else reading_from(blob)
        if reading is not None and reading.ink is not None:
            found[page] = reading
    return found


def keep_page_reading(
    register: Register,
    sha256: str,
    reading: PageReading,
    *,
    settings: str,
    at: datetime.datetime,
) -> None:
    """Keep a page as read; it takes the place of one that another version wrote."""
    key = {"scan": sha256, "page": reading.page, "settings": settings}
    with register.step() as connection:
        connection.execute(delete(page_readings).filter_by(**key))
        connection.execute(insert(page_readings).values(reading=reading_in_row(reading), **key))
        details: Details = {"page": reading.page, "settings": settings}
        note(connection, Event.PAGE_READ, scan=sha256, at=at, details=details)


def keep_record(
    register: Register, record: DecisionRecord, *, reader_version: str, at: datetime.datetime
) -> None:
    """Keep a record; the newest counts, and the older ones stay."""
    sha256 = record.source.sha256
    text = record_in_row(record)
    with register.step() as connection:
        number = next_number(connection, records)
        _settle(
            connection,
            sha256,
            status=ScanStatus.READ,
            reason=None,
            says=None,
            pages=record.source.pages,
            tried_with=reader_version,
        )
        connection.execute(
            insert(records).values(
                number=number, scan=sha256, reader_version=reader_version, made_at=at, record=text
            )
        )
        details: Details = {"record": number, "sha256": sha256_of(text), "reader": reader_version}
        note(connection, Event.RECORD_MADE, scan=sha256, at=at, details=details)


def quarantine(
    register: Register,
    sha256: str,
    verdict: Unreadable,
    *,
    reader_version: str,
    at: datetime.datetime,
) -> None:
    """Note why the scan could not be read.

    Where an earlier reader made a record of it, that record still counts.
    """
    with register.step() as connection:
        has_record = connection.execute(select(records.c.number).filter_by(scan=sha256)).first()
        _settle(
            connection,
            sha256,
            status=ScanStatus.READ if has_record else ScanStatus.QUARANTINED,
            reason=verdict.reason,
            says=verdict.says,
            tried_with=reader_version,
        )
        event = Event.READ_AGAIN_FAILED if has_record else Event.QUARANTINED
        details: Details = {
            "reason": verdict.reason,
            "reader": reader_version,
            "stderr": verdict.stderr,
        }
        note(connection, event, scan=sha256, at=at, details=details)


def _settle(connection: Connection, sha256: str, **values: str | int | None) -> None:
    settled = connection.execute(update(scans).where(scans.c.sha256 == sha256).values(**values))
    if settled.rowcount != 1:
        raise UnknownScanError(f"No scan {sha256[:12]} is in the register; take it in first.")
