import msgspec
import pytest

from publication.errors import BadSettings
from publication.settings import ConfirmFirst, Settings, settings_as_published, settings_from


def test_the_settings_as_they_come_are_the_careful_ones() -> None:
    """A deferred decision needs an officer; a held one shows nothing."""
    assert settings_from({}) == Settings()
    assert Settings().confirm is ConfirmFirst.DEFERRED
    assert Settings().show_held is False
    assert Settings().longest_deferral_months == 12


def test_settings_are_made_of_a_mapping() -> None:
    """As pcd.toml gives them."""
    made = settings_from({"confirm": "all", "longest_deferral_months": 6, "show_held": True})

    assert made == Settings(confirm=ConfirmFirst.ALL, longest_deferral_months=6, show_held=True)


@pytest.mark.parametrize(
    "mapping",
    [
        {"confirm": "sometimes"},
        {"confirm": True},
        {"longest_deferral_months": 0},
        {"longest_deferral_months": "12"},
        {"show_held": "no"},
        {"comfirm": "all"},
    ],
    ids=str,
)
def test_settings_in_doubt_are_refused(mapping: dict[str, object]) -> None:
    """A misspelt setting would otherwise be one that nobody made."""
    with pytest.raises(BadSettings) as refused:
        settings_from(mapping)

    assert "Known settings: confirm" in str(refused.value)


def test_settings_of_a_publication_come_back() -> None:
    """As they were noted when the decision first went out."""
    noted = Settings(confirm=ConfirmFirst.NONE, longest_deferral_months=6, show_held=True)

    assert settings_as_published(msgspec.json.encode(noted).decode()) == noted


def test_a_setting_of_another_version_is_passed_over() -> None:
    """What this version's rule has no question for can't bear on its answer."""
    assert settings_as_published('{"confirm": "none", "mood": 7}') == Settings(
        confirm=ConfirmFirst.NONE
    )


@pytest.mark.parametrize("text", ["", "[]", "{", '{"confirm": "by post"}'])
def test_settings_that_cannot_be_read_are_none(text: str) -> None:
    """They are not guessed at."""
    assert settings_as_published(text) is None
