"""The mark of an answer that may be given to the next visitor as it is (ground.cacheable puts it there)."""

HEADER = "Stadswinkel-Cacheable"
"""For the page cache only, which takes it off before the answer leaves."""
