"""Where editions lie, what each must hold, and which one is live."""
