"""Keys of a form's texts that stand for papers and files."""

PHOTO = "photo"
NO_PHOTO = "none"
"""Under PHOTO: the record's photo was taken away."""
PAPER, SCAN = "paper.", ".scan"


def is_file(key: str) -> bool:
    """Whether the text of this key of a form is the name of a photo or scan."""
    return key == PHOTO or (key.startswith(PAPER) and key.endswith(SCAN))
