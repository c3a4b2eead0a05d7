"""Invented decisions, printed as DMPC forms and scanned as an office would scan them.

Start at `samples.forge.__main__`, where the order of the work is told. The decisions' words
are in `decisions/`, one TOML file each; `decision` says what such a file holds.
"""
