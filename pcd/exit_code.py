"""How the command ends, for scripts: the codes are a promise to others."""

from enum import IntEnum


class Exit(IntEnum):
    """Every way the command can end."""

    DONE = 0
    FAULT_OF_OURS = 1
    WRONG_USE = 2
    INPUT_UNREADABLE = 3
    NEEDS_A_PERSON = 4
    AUDIT_FAILED = 5
    LOCKED = 6
    INTERRUPTED = 130
