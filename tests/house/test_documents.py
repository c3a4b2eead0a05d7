import re
import tomllib
from pathlib import Path

from desk.web.desk import desk_settings_from
from edition.settings import delivery_settings_from, site_settings_from
from publication.settings import settings_from

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADRS = ROOT / "docs" / "adr"


def test_the_index_lists_every_decision_record() -> None:
    """Who looks for a reason finds it in one list."""
    index = (ADRS / "README.md").read_text(encoding="utf-8")
    written = sorted(path.name for path in ADRS.glob("0*.md"))

    assert re.findall(r"\]\((0\d{3}-[a-z0-9-]+\.md)\)", index) == written
    assert [name[:4] for name in written] == [f"{n:04}" for n in range(1, len(written) + 1)]


def test_the_readme_names_only_what_is_there() -> None:
    """Each place in the layout table is in the tree, and each link leads somewhere."""
    places = re.findall(r"^\| `([a-z_./]+)` \|", README, re.MULTILINE)
    links = re.findall(r"\]\(([^:)#]+)\)", README)

    assert places
    assert [name for name in places + links if not (ROOT / name).exists()] == []


def test_the_readme_s_make_commands_exist() -> None:
    """The README promises no target that the Makefile lacks."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)

    assert set(re.findall(r"^ *make ([a-z]+)", README, re.MULTILINE)) <= set(targets)
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= set(targets)


def test_the_readme_s_settings_are_all_there_are() -> None:
    """What it shows of pcd.toml can be copied, and nothing has been left unsaid."""
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    tables = tomllib.loads(shown)
    read = {
        "publication": settings_from(tables["publication"]),
        "site": site_settings_from(tables["site"]),
        "edition": delivery_settings_from(tables["edition"]),
        "desk": desk_settings_from(tables["desk"]),
    }

    assert {name: list(table) for name, table in tables.items()} == {
        name: list(settings.__struct_fields__) for name, settings in read.items()
    }
