import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from samples.forge.decision import decisions
from samples.forge.expecting import expected_json
from samples.forge.forging import forged

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = {path.name: path for path in sorted(SAMPLES.glob("*.pdf"))}
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
QUICK = ("pcd-1246-born-digital.pdf", "pcd-0398-illegible-date.pdf")
BROKEN = "pcd-1377-broken.pdf"


def test_a_sample_is_small() -> None:
    """A clone of the project stays light: no sample reaches 400 kB."""
    assert {name for name, path in FILES.items() if path.stat().st_size >= 400_000} == set()


def test_every_invented_decision_has_its_sample() -> None:
    """The PDFs are those that the forge makes, neither more nor fewer."""
    assert set(FILES) == set(decisions())


def test_the_readme_tells_of_every_sample_and_of_no_other() -> None:
    """A newcomer finds each file in the table."""
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")

    assert sorted(re.findall(r"^\| `(.+?\.pdf)`", readme, re.MULTILINE)) == sorted(FILES)


def test_what_is_expected_is_told_by_the_decisions_themselves() -> None:
    """`expected.json` covers every sample and was not edited by hand."""
    assert set(EXPECTED["samples"]) == set(FILES)
    assert json.loads(expected_json(decisions())) == EXPECTED


@pytest.mark.parametrize("name", QUICK)
def test_a_sample_is_the_same_at_every_run(name: str) -> None:
    """No clock and no chance gets into the bytes."""
    decision = decisions()[name]

    assert forged(decision) == forged(decision)


@pytest.mark.parametrize("name", QUICK)
def test_a_committed_sample_is_what_the_forge_makes(name: str) -> None:
    """Made anew it looks the same.

    Pictures are compared and not bytes, since another PDFium or JPEG library moves a pixel.
    """
    committed = list(_seen(FILES[name].read_bytes()))
    anew = list(_seen(forged(decisions()[name])))

    assert len(committed) == len(anew)
    for one, other in zip(committed, anew, strict=True):
        assert np.abs(one - other).max() < 12


def test_a_readable_sample_has_the_pages_it_should() -> None:
    """PDFium and pikepdf both count what `expected.json` says."""
    for name in FILES.keys() - {BROKEN}:
        with pypdfium2.PdfDocument(FILES[name]) as seen, pikepdf.open(FILES[name]) as held:
            assert len(seen) == len(held.pages) == EXPECTED["samples"][name]["pages"], name


def test_the_broken_sample_begins_as_a_pdf_and_gives_no_page() -> None:
    """Neither library gets anything out of it, though it looks like one from the outside."""
    assert FILES[BROKEN].read_bytes().startswith(b"%PDF-")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(FILES[BROKEN])
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(FILES[BROKEN])


def test_a_hidden_layer_denies_the_deferral_that_is_printed() -> None:
    """The text says NO, and it is the only text there: the picture's YES is ink alone."""
    layer = _text_of(FILES["pcd-1312-hidden-layer-denies-the-deferral.pdf"])

    assert "to be deferred? NO" in layer
    assert "YES" not in layer


def test_a_scan_holds_no_text() -> None:
    """Everything but the born-digital one and the hidden layer is picture only."""
    with_text = {name for name in FILES.keys() - {BROKEN} if _text_of(FILES[name]).strip()}

    assert with_text == {
        "pcd-1246-born-digital.pdf",
        "pcd-1312-hidden-layer-denies-the-deferral.pdf",
    }


def test_secrets_stand_on_withheld_pages_only() -> None:
    """A secret is told once, on a page of Part 2, so that finding it elsewhere is a leak."""
    told = {name: sample["secrets"] for name, sample in EXPECTED["samples"].items()}
    keeper = "pcd-0963-closed-pages-scanned-along.pdf"

    assert [name for name, secrets in told.items() if secrets] == [keeper]
    assert EXPECTED["samples"][keeper]["part2"]["pages"] == [4, 5]


def _seen(pdf: bytes) -> Iterator[np.ndarray[Any, np.dtype[np.float32]]]:
    """Yield each page as a coarse grey picture, in which one pixel is a tenth of an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            fine = page.render(scale=50 / 72, grayscale=True).to_pil()
            coarse = fine.resize((fine.width // 5, fine.height // 5), Image.Resampling.BOX)
            yield np.asarray(coarse, dtype=np.float32)


def _text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
