"""Measures what a visitor waits for, each figure beside a floor of the same run (`make bench`)."""
