"""The two OCR engines, each behind the same two facts: a grey page in, its words out."""
