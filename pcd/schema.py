"""`pcd schema`: the JSON Schema of a decision record."""

import click
import msgspec

from ingest.record import DecisionRecord


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The same: a schema is JSON.")
def verb(as_json: bool) -> None:  # noqa: ARG001, FBT001  # every verb takes --json
    """Print the JSON Schema (2020-12) of what pcd read prints.

    \b
    Examples:
      pcd schema > decision-record.schema.json
    """  # \b is click's mark for lines that must not be wrapped
    click.echo(msgspec.json.format(msgspec.json.encode(record_schema()), indent=2))


def record_schema() -> dict[str, object]:
    """Return the schema as data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "DMPC decision record",
        **msgspec.json.schema(DecisionRecord),
    }
