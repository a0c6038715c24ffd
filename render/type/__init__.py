"""Type: fonts, mathematics, and how large words are."""
