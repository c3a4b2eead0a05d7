"""A date in, the words of it out, the same on every machine."""

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_in_words(day: date) -> str:
    """Write a date as a letter does: 1 March 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
