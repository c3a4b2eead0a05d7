"""Forge files to look at: `python -m samples.forge.fresh FOLDER [COUNT [SEED]]`."""

import sys
from pathlib import Path

import msgspec

from samples.forge.fresh.forging import forged


def main() -> None:
    """Write each file with its truth beside it, as NAME.pdf and NAME.truth.json."""
    folder, *rest = sys.argv[1:]
    count, seed = (*map(int, rest), *(12, 1)[len(rest) :])
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for made in forged(seed, count):
        (place / f"{made.name}.pdf").write_bytes(made.pdf)
        told = msgspec.json.format(msgspec.json.encode(made.truth), indent=1)
        (place / f"{made.name}.truth.json").write_bytes(told)
        truth = made.truth
        sys.stdout.write(f"{made.name}  {truth.profile}; {truth.mishap}; {truth.layout}\n")


if __name__ == "__main__":
    main()
