"""How every decision stands on a day: the rows of the register, and what a person calls them."""
