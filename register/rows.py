"""Rows in, values out, and back: the one place that knows how a value lies in the database."""

import datetime
import hashlib
import os
import zlib
from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import RowMapping

from ingest.page import PageReading
from ingest.record import DecisionRecord
from register.account import Account
from register.case import Details, KeptCompanion, LogEntry, Scan
from register.errors import OtherSchemaError
from register.review import Entry

_entry: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(Entry)
_record = msgspec.json.Decoder(DecisionRecord)
_reading = msgspec.msgpack.Decoder(PageReading)
_details = msgspec.json.Decoder(Details)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the log's entries on editions tell in their details, each some of it."""

    edition: str
    day: datetime.date | None = None
    manifest: str = ""
    pinned: int = 0
    names: int = 1
    settings: str = ""
    grounds: str = ""
    says: str = ""


class _CameWith(msgspec.Struct, frozen=True):
    """What the log's entries on companion pages tell in their details."""

    companion: str
    file: str


class _Joined(msgspec.Struct, frozen=True):
    """What the log's entries on files taken together tell in their details, each some of it."""

    parts: str = ""
    whole: str = ""


_told = msgspec.json.Decoder(Told)
_joined = msgspec.json.Decoder(_Joined)
_came_with = msgspec.json.Decoder(_CameWith)


def name_in_row(name: str) -> bytes:
    """Return a name as the bytes that it came as."""
    return os.fsencode(name)


def _plain(row: RowMapping) -> dict[str, object]:
    """Return a row with plain names for keys; SQLAlchemy's are a kind of str of its own."""
    return {"".join(key): value for key, value in row.items()}


def scan_from(
    row: RowMapping, names: Sequence[bytes], *, parts: Sequence[str], part_of: str | None
) -> Scan:
    """Return the scan that a row of `scans` tells of; `names` are its names in their order."""
    first, *others = map(os.fsdecode, names)
    known = {"name": first, "other_names": others, "parts": tuple(parts), "part_of": part_of}
    return msgspec.convert({**_plain(row), **known}, Scan)


def reading_in_row(reading: PageReading) -> bytes:
    """Return a page reading as compressed MessagePack."""
    return zlib.compress(msgspec.msgpack.encode(reading), level=6)


def reading_from(blob: bytes) -> PageReading | None:
    """Return the page reading, or None where another version wrote it: it is only a cache."""
    try:
        return _reading.decode(zlib.decompress(blob))
    except (msgspec.DecodeError, zlib.error):
        return None


def record_in_row(record: DecisionRecord) -> str:
    """Return a decision record as JSON."""
    return msgspec.json.encode(record).decode()


def record_from(text: str) -> DecisionRecord:
    """Return the decision record that a row's JSON holds."""
    try:
        return _record.decode(text)
    except msgspec.DecodeError as error:
        raise OtherSchemaError(
            f"A record was written by another version of pcd ({error}); "
            "make it anew with: pcd ingest private/scans"
        ) from error


def entry_in_row(entry: Entry) -> str:
    """Return a review as JSON."""
    return msgspec.json.encode(entry).decode()


def entry_from(text: str) -> Entry:
    """Return the review that a row's JSON holds."""
    return _entry.decode(text)


def account_from(row: RowMapping) -> Account:
    """Return the account that a row tells of."""
    return msgspec.convert(_plain(row), Account)


def canonical(value: Mapping[str, object]) -> str:
    """Return JSON in its one form: keys sorted, no spaces, so that equal values hash alike."""
    return msgspec.json.encode(value, order="sorted").decode()


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def log_entry_from(row: RowMapping) -> LogEntry:
    """Return the log entry of a row."""
    return msgspec.convert({**_plain(row), "details": _details.decode(row["details"])}, LogEntry)


def told_in(details: str) -> Told:
    """Return what an entry on an edition tells, from its row's details."""
    return _told.decode(details)


def parts_from(details: str) -> tuple[str, ...]:
    """Return the parts that an entry on a scan made of them tells of."""
    return tuple(_joined.decode(details).parts.split(","))


def whole_from(details: str) -> str:
    """Return the scan that an entry on a part of it tells of."""
    return _joined.decode(details).whole


def kept_companion_from(details: str) -> KeptCompanion:
    """Return the saved page that an entry tells of, from its row's details."""
    told = _came_with.decode(details)
    return KeptCompanion(sha256=told.companion, name=told.file)


def log_entry_in_row(entry: LogEntry) -> dict[str, object]:
    """Return a log entry as its row's values."""
    return {**msgspec.structs.asdict(entry), "details": canonical(entry.details)}


def hash_of(entry: LogEntry) -> str:
    """Return the hash that binds a log entry to its content and to the entry before."""
    content = msgspec.structs.asdict(entry)
    del content["hash"]
    content["at"] = entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return sha256_of(canonical(content))
