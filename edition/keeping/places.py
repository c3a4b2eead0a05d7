"""Where editions lie: `build/editions/ID`, the one link to the live one, and the work folder."""

from pathlib import Path

from msgspec import Struct


class Places(Struct, frozen=True):
    """The folder that editions are built in (`build/`, or `private/preview/`)."""

    build: Path

    @property
    def editions(self) -> Path:
        """The finished editions, each in a folder named by its id."""
        return self.build / "editions"

    @property
    def current(self) -> Path:
        """The one link that is swapped."""
        return self.build / "current"

    @property
    def work(self) -> Path:
        """Where the next edition is made, in a folder of its own; all here is unfinished."""
        return self.build / "work"

    @property
    def fixed_links(self) -> dict[Path, Path]:
        """The links that never change, and where each leads through `current`."""
        return {self.build / name: Path("current", name) for name in ("site", "search_index")}


class EditionFolder(Struct, frozen=True):
    """One edition, finished or in the making."""

    folder: Path

    @property
    def site(self) -> Path:
        """What is served."""
        return self.folder / "site"

    @property
    def search_index(self) -> Path:
        """The Whoosh index."""
        return self.folder / "search_index"

    @property
    def pages(self) -> Path:
        """The Markdown that the site was made from: cleared, and nothing else."""
        return self.folder / "pages"

    @property
    def manifest(self) -> Path:
        """What the edition must hold; written last, so an edition without one is unfinished."""
        return self.folder / "manifest.json"
