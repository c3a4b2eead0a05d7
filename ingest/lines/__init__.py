"""Page readings in, lines and tables in the places of the form out."""
