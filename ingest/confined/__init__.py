"""The walls of a reading: one confined process a file, and what passes between the two."""
