"""Scores in, tables out: by field, by profile, by mishap and by way of answering."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.reading.one_file import ENGINES, PCD, FileRead
from benchmarks.reading.outcomes import NEVER_WRONG, Letters, Mark, Outcome, Overlap
from benchmarks.word_confidence import curve

_BAD = frozenset({Outcome.WRONG, Outcome.INVENTED})
_ANSWERS = frozenset({"deferral", "Part 2"})


def printed(files: Sequence[FileRead]) -> Iterator[str]:
    """Give the report line by line."""
    yield from _by_field(files)
    for name, of in _GROUPS.items():
        yield from _by_group(name, of, files)
    yield from _what_went_wrong(files)
    yield ""
    yield from curve({file.name: (file.truth.profile, file.words) for file in files})
    never = never_figures(files)
    yield ""
    yield f"a page takes {_ratio_to_engines(files):.2f} of what the two engines take alone"
    yield "never-figures, which must be 0: " + ", ".join(f"{n} {never[n]}" for n in never)


def never_figures(files: Iterable[FileRead]) -> Counter[str]:
    """Count what may never happen: a field that matters wrong or invented, a secret out."""
    counts = Counter(dict.fromkeys(sorted(NEVER_WRONG), 0))
    counts.update(mark.field for mark in _marks(files) if _is_bad(mark))
    return counts


def _by_field(files: Sequence[FileRead]) -> Iterator[str]:
    yield f"{'field':18}" + "".join(f"{outcome:>10}" for outcome in Outcome) + f"{'share':>10}"
    outcomes: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    for mark in _marks(files):
        outcomes[mark.field][mark.outcome] += 1
    for field, counts in outcomes.items():
        got = counts[Outcome.RIGHT] + counts[Outcome.OFFERED]
        yield (
            f"{field:18}"
            + "".join(f"{counts[outcome] or '·':>10}" for outcome in Outcome)
            + f"{got / counts.total():10.3f}"
        )
    yield ""
    yield f"{'':18}{'F1':>10}{'there':>10}{'read':>10}"
    for one in _overlaps(files):
        f1 = 2 * one.hits / max(1, one.there + one.read)
        yield f"{one.field:18}{f1:10.4f}{one.there:10}{one.read:10}"
    yield ""
    yield f"{'':18}{'CER %':>10}{'letters':>10}"
    for of in _letters(files):
        yield f"{of.field:18}{_percent(of.wrong, of.letters):>10}{of.letters:10}"


def _by_group(name: str, of: Callable[[FileRead], str], files: Sequence[FileRead]) -> Iterator[str]:
    readers = list(dict.fromkeys(one.reader for file in files for one in file.readers))
    yield ""
    yield f"{'':26}{'':7}{'answers':^18}{'fields':>8}  " + "".join(
        f"{heading:^{10 * len(readers)}}" for heading in ("CER %", "seconds a page")
    )
    yield (
        f"{'by ' + name:26}{'pages':>7}{'right':>6}{'held':>6}{'wrong':>6}{'right':>8}  "
        + 2 * "".join(f"{reader:>10}" for reader in readers)
    )
    groups: defaultdict[str, list[FileRead]] = defaultdict(list)
    for file in files:
        groups[of(file)].append(file)
    for group, those in [*sorted(groups.items()), ("all", list(files))]:
        yield f"{group:26}{_columns(those, readers)}"


def _columns(files: Sequence[FileRead], readers: Sequence[str]) -> str:
    pages = sum(file.truth.pages for file in files)
    marks = list(_marks(files))
    answers = Counter(mark.outcome for mark in marks if mark.field in _ANSWERS)
    wrong = answers[Outcome.WRONG] + answers[Outcome.INVENTED]
    right = sum(1 for mark in marks if mark.outcome in {Outcome.RIGHT, Outcome.OFFERED})
    line = f"{pages:7}{answers[Outcome.RIGHT]:6}{answers[Outcome.HELD]:6}{wrong:6}"
    line += f"{right / len(marks):8.3f}  " if marks else f"{'–':>8}  "
    took = [[one for file in files for one in file.readers if one.reader == r] for r in readers]
    for those in took:
        line += f"{_percent(sum(r.wrong for r in those), sum(r.letters for r in those)):>10}"
    for those in took:
        line += f"{sum(r.seconds for r in those) / pages:10.2f}"
    return line


def _ratio_to_engines(files: Sequence[FileRead]) -> float:
    """Return what `pcd` took over what its two engines took alone on the same pages."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for file in files:
        for one in file.readers:
            seconds[one.reader] += one.seconds
    return seconds[PCD] / sum(seconds[engine] for engine in ENGINES)


def _what_went_wrong(files: Sequence[FileRead]) -> Iterator[str]:
    yield ""
    yield "what was wrong, held or not whole"
    for file in files:
        told = [
            f"{mark.field} {mark.outcome}"
            for mark in _marks([file])
            if mark.outcome not in {Outcome.RIGHT, Outcome.OFFERED}
        ]
        told += [
            f"{one.field} {one.hits}/{one.there} (read {one.read})"
            for one in _overlaps([file])
            if one.hits < max(one.there, one.read)
        ]
        if told:
            yield f"  {file.name}  {file.truth.profile}; {file.truth.mishap}; {file.truth.layout}"
            yield f"    {'; '.join(told)}"


def _marks(files: Iterable[FileRead]) -> Iterator[Mark]:
    return (one for file in files for one in file.scores if isinstance(one, Mark))


def _is_bad(mark: Mark) -> bool:
    return mark.field in NEVER_WRONG and mark.outcome in _BAD


def _overlaps(files: Iterable[FileRead]) -> list[Overlap]:
    """Sum up by field."""
    sums: dict[str, Overlap] = {}
    for one in (one for file in files for one in file.scores if isinstance(one, Overlap)):
        so_far = sums.get(one.field, Overlap(one.field, 0, 0, 0))
        hits, there, read = so_far.hits + one.hits, so_far.there + one.there, so_far.read + one.read
        sums[one.field] = Overlap(one.field, hits, there, read)
    return list(sums.values())


def _letters(files: Iterable[FileRead]) -> list[Letters]:
    """Sum up by field."""
    sums: dict[str, Letters] = {}
    for one in (one for file in files for one in file.scores if isinstance(one, Letters)):
        so_far = sums.get(one.field, Letters(one.field, 0, 0))
        sums[one.field] = Letters(one.field, so_far.wrong + one.wrong, so_far.letters + one.letters)
    return list(sums.values())


def _percent(wrong: int, letters: int) -> str:
    return f"{100 * wrong / letters:.2f}" if letters else "–"


# What a line of each table is about.
_GROUPS: dict[str, Callable[[FileRead], str]] = {
    "profile": lambda file: str(file.truth.profile),
    "mishap": lambda file: str(file.truth.mishap),
    "way of answering": lambda file: file.truth.layout.split(", ")[1],
}
