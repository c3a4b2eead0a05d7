"""The register and a day in, what goes out, what is taken out and what must not be seen out."""
