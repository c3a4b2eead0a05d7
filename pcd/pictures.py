"""Drawn pages in, PNG files in a folder out; what is there already stays as it is."""

from pathlib import Path

import click

from ingest.confined.messages import PageDrawn

_OURS = "page-*.png"


class PictureFolder:
    """A folder that takes each page's picture under the page's number."""

    def __init__(self, folder: Path) -> None:
        """Make the folder, for its owner's eyes alone, or see that no pictures are in it yet.

        Raises UsageError where pictures of pages are there already, or none can be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            there = sorted(folder.glob(_OURS))
        except OSError as error:
            raise click.UsageError(f"{folder} can't be made: {error.strerror}.") from error
        if there:
            raise click.UsageError(
                f"{there[0]} is there already. Name another folder, or take its pictures away."
            )
        self.folder = folder
        self.count = 0

    def take(self, picture: PageDrawn) -> None:
        """Write one page's picture; never over another file."""
        place = self.folder / f"page-{picture.page:02}.png"
        place.touch(mode=0o600, exist_ok=False)
        place.write_bytes(picture.png)
        self.count += 1
