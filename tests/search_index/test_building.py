import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search_index.building import build
from search_index.errors import NoIndexError, NotEmptyError, OtherIndexError
from search_index.paragraphs import paragraphs_of
from search_index.searching import Results, search
from search_index.words import stored_texts, terms_of, terms_of_page, vocabulary
from tests.conftest import ROOT
from tests.search_index.pages import a_page, indexed, some_pages


def test_an_index_of_nothing_can_be_searched(tmp_path: Path) -> None:
    """Before anything is cleared there is an edition all the same."""
    assert search(indexed(tmp_path, {}), "boots") == Results(total=0, hits=())


def test_every_term_of_an_index_is_a_word_of_its_pages(tmp_path: Path) -> None:
    """The audit must be able to explain each one, so there are no others, and none is missing."""
    pages = some_pages()
    folder = indexed(tmp_path, pages)

    found = set(vocabulary(folder))

    assert found == set().union(*(terms_of_page(slug, page) for slug, page in pages.items()))
    assert {"boot", "1400000", "612", "2.1"} <= found


def test_a_term_of_a_page_is_a_term_of_its_texts(tmp_path: Path) -> None:
    """What plain texts explain is all that lies in the index."""
    pages = some_pages()
    texts = [
        text
        for slug, page in pages.items()
        for p in paragraphs_of(slug, page)
        for text in (p.reference, p.title, p.section, p.text)
    ]

    assert set(vocabulary(indexed(tmp_path, pages))) <= set().union(*map(terms_of, texts))


def test_all_that_is_stored_is_told(tmp_path: Path) -> None:
    """Each paragraph's six fields, and nothing else."""
    pages = some_pages()

    told = set(stored_texts(indexed(tmp_path, pages)))

    assert told == {
        text
        for slug, page in pages.items()
        for p in paragraphs_of(slug, page)
        for text in (p.reference, p.slug, p.title, p.section, p.number or "", p.text)
    }


def test_the_order_of_the_pages_changes_nothing(tmp_path: Path) -> None:
    """The same pages give the same documents in the same order."""
    pages = some_pages()
    one = indexed(tmp_path / "one", pages)
    other = indexed(tmp_path / "other", list(reversed(pages.items())))

    assert list(stored_texts(one)) == list(stored_texts(other))
    assert search(one, "boots") == search(other, "boots")


def test_an_index_is_made_in_an_empty_folder_only(tmp_path: Path) -> None:
    """A withdrawn decision's words would live on beside the new ones."""
    folder = indexed(tmp_path, some_pages())

    with pytest.raises(NotEmptyError, match="not empty"):
        build(folder, ())


def test_no_index_is_no_fault(tmp_path: Path) -> None:
    """Whoever searches before anything is published is told what to do."""
    with pytest.raises(NoIndexError, match="Run: pcd publish"):
        search(tmp_path / "nowhere", "boots")


@pytest.mark.parametrize("text", ["", "{}", '{"form": 0, "whoosh": "2.7.4"}', "[1", "\xff"])
def test_an_index_of_another_version_is_not_opened(tmp_path: Path, text: str) -> None:
    """Opening would unpickle it."""
    folder = indexed(tmp_path, some_pages())
    (folder / "format.json").write_text(text, encoding="latin-1")

    with pytest.raises(OtherIndexError, match="pcd publish"):
        search(folder, "boots")


@pytest.mark.filterwarnings("ignore:.*:pytest.PytestUnraisableExceptionWarning")
def test_an_index_that_is_damaged_says_so(tmp_path: Path) -> None:
    """Half a table of contents is no fault of ours; Whoosh leaves the file open."""
    folder = indexed(tmp_path, some_pages())
    (toc,) = folder.glob("_MAIN_*.toc")
    toc.write_bytes(toc.read_bytes()[:40])

    with pytest.raises(OtherIndexError, match="pcd publish"):
        search(folder, "boots")


def test_a_build_that_is_killed_leaves_no_index(tmp_path: Path) -> None:
    """Wherever it was: the file that says that it is whole is written last."""
    slug, page = a_page()
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from search_index.building import build; "
        "from search_index.paragraphs import paragraphs_of; "
        "page = Path(sys.argv[1]).read_text('utf-8'); "
        "many = (p for n in range(int(sys.argv[3])) for p in paragraphs_of(f'{n}', page)); "
        "build(Path(sys.argv[2]), many)"
    )
    killed = 0
    for nth in range(6):
        folder = tmp_path / f"index-{nth}"
        words = [sys.executable, "-c", code, str(tmp_path / "page.md"), str(folder), "2000"]
        child = subprocess.Popen(words, cwd=ROOT)  # noqa: S603  # our own code
        while child.poll() is None and not list(folder.glob("*")):
            time.sleep(0.005)
        time.sleep(nth * 0.1)
        child.send_signal(signal.SIGKILL)
        if child.wait() == -signal.SIGKILL:
            killed += 1
            with pytest.raises(NoIndexError):
                search(folder, slug)
    assert killed >= 3
