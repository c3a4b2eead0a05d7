"""What was read, made to be seen by a person: pages with boxes, and reasons in words."""
