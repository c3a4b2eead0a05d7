"""Make the samples anew: `python -m samples.forge [FOLDER]`."""

import sys
from pathlib import Path

from samples.forge.decision import decisions
from samples.forge.expecting import expected_json
from samples.forge.forging import forged


def main() -> None:
    """Write every sample and `expected.json` into the folder, by default `samples/`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent
    folder.mkdir(parents=True, exist_ok=True)
    told = decisions()
    for name, decision in told.items():
        made = forged(decision)
        (folder / name).write_bytes(made)
        sys.stdout.write(f"{name}  {len(made) / 1000:.0f} kB\n")
    (folder / "expected.json").write_text(expected_json(told), encoding="utf-8")


if __name__ == "__main__":
    main()
