"""A form laid out in, the fields of its decision record out."""
