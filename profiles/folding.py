"""Text folded for searching and sorting: PostgreSQL here has no unaccent and no Dutch collation."""

import unicodedata

PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "đ": "d", "’": "'"})


def fold(text):
    """`text` in lower case without accents, with single spaces: "Şeyma  Özdemir" gives "seyma ozdemir"."""
    plain = unicodedata.normalize("NFKD", text.translate(PLAIN))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split())
