"""How much a word's confidence is worth: `python -m benchmarks.word_confidence HOME SEED FILES`.

Prints what share of the words each confidence is given to, and how many of them are wrong, so
that "sure" means something. HOME holds a register into which the files of a forged set were
taken (`python -m samples.forge.fresh`): its kept page readings are settled anew, and no page is
read again. `make bench-reading` prints the same of the set that it forges.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.word_truth import Judged, JudgedWord, words_of
from ingest.lines.confidence import SURE
from ingest.version import READING_SETTINGS
from pcd.home import Home
from register.cases import all_scans
from register.opening import open_register
from register.readings import known_pages
from samples.forge.fresh.forging import lots, printed_at

SURE_WANTED = 0.8
WRONG_ALLOWED = 2.0  # in 1,000 that are called sure

_BANDS = (0.9995, 0.998, SURE, 0.9, 0.7, 0.5, 0.0)
_PLACE = re.compile(r"scan-(\d+)")

# The words of each file, under its name and beside the scanner that read it.
WordsByFile = Mapping[str, tuple[str, Sequence[JudgedWord]]]


def main() -> int:
    """Print the curve of a home's kept readings; 1 where it misses what is wanted."""
    home, seed, count = sys.argv[1:]
    words = dict(_settled_anew(Home(Path(home)), int(seed), int(count)))
    print("\n".join(curve(words)))
    every = [word for _, of_file in words.values() for word in of_file]
    share, wrong = sure_in(every)
    return 0 if share >= SURE_WANTED and wrong <= WRONG_ALLOWED else 1


def _settled_anew(
    home: Home, seed: int, count: int
) -> Iterator[tuple[str, tuple[str, Sequence[JudgedWord]]]]:
    drawn = lots(seed, count)
    with open_register(home.register, scans_folder=home.scans) as register:
        for scan in all_scans(register):
            place = _PLACE.search(scan.name)
            pages = known_pages(register, scan.sha256, settings=READING_SETTINGS)
            if place is None or not pages:
                continue
            printed = printed_at(seed, count, int(place[1]))
            words = tuple(words_of([pages[number] for number in sorted(pages)], printed))
            yield scan.name, (drawn[int(place[1]) - 1].profile, words)


def curve(files: WordsByFile) -> Iterator[str]:
    """Give the table by confidence, that by scanner, and what they come to."""
    every = [word for _, words in files.values() for word in words]
    if not every:
        return
    yield _HEAD.format("words by confidence")
    for floor, ceiling in zip(_BANDS, (None, *_BANDS), strict=False):
        band = [word for word in every if _is_within(word, floor, ceiling)]
        yield _line(f"from {floor:.4f}", band, len(every))
    yield _HEAD.format("sure words by profile")
    for profile in sorted({profile for profile, _ in files.values()}):
        words = [word for of, each in files.values() if of == profile for word in each]
        yield _line(profile, [word for word in words if word.confidence >= SURE], len(words))
    share, wrong = sure_in(every)
    yield (
        f"sure is {SURE} and more: {100 * share:.1f} % of words (wanted {100 * SURE_WANTED:.0f}), "
        f"{wrong:.2f} in 1,000 of them wrong (allowed {WRONG_ALLOWED:.0f})"
    )
    yield "not printed: on signature lines, ticks, smudges; they have no truth and count in no rate"


_HEAD = "{:26}     words   share   wrong  in 1,000  not printed"


def _line(name: str, words: Sequence[JudgedWord], of: int) -> str:
    counts = Counter(word.judged for word in words)
    rate = f"{_in_thousand(counts):.2f}" if counts[Judged.RIGHT] + counts[Judged.WRONG] else "–"
    return (
        f"{name:26}{len(words):10}{len(words) / max(1, of):8.3f}{counts[Judged.WRONG]:8}"
        f"{rate:>10}{counts[Judged.NOT_PRINTED]:13}"
    )


def sure_in(words: Iterable[JudgedWord]) -> tuple[float, float]:
    """Return the share of printed words that are called sure, and how many in 1,000 are wrong."""
    printed = [word for word in words if word.judged is not Judged.NOT_PRINTED]
    sure = [word for word in printed if word.confidence >= SURE]
    return len(sure) / max(1, len(printed)), _in_thousand(Counter(word.judged for word in sure))


def _in_thousand(counts: Counter[Judged]) -> float:
    printed = counts[Judged.RIGHT] + counts[Judged.WRONG]
    return 1000 * counts[Judged.WRONG] / max(1, printed)


def _is_within(word: JudgedWord, floor: float, ceiling: float | None) -> bool:
    return floor <= word.confidence and (ceiling is None or word.confidence < ceiling)


if __name__ == "__main__":
    sys.exit(main())
