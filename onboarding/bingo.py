"""How far a bingokaart is: rows, columns and diagonals of the card on the phone. Pure: places in, words out."""

SIDE = 4
PLACES = range(SIDE * SIDE)
# Every way to have four in a row, as places from left to right and down.
ROWS = (
    *(tuple(range(SIDE * row, SIDE * row + SIDE)) for row in range(SIDE)),
    *(tuple(range(column, SIDE * SIDE, SIDE)) for column in range(SIDE)),
    tuple(range(0, SIDE * SIDE, SIDE + 1)),
    tuple(range(SIDE - 1, SIDE * SIDE - 1, SIDE - 1)),
)


def full_rows(marked):
    """How many rows, columns and diagonals are full."""
    return sum(all(place in marked for place in row) for row in ROWS)


def most_in_a_row(marked):
    """The longest row of marked cells that lie beside, below or cornerwise to each other."""
    return max(_longest(place in marked for place in row) for row in ROWS)


def bingo_words(marked):
    """How far the card is, in one or two sentences."""
    if not marked:
        return "Nog geen vakje aangevinkt."
    if len(marked) == len(PLACES):
        return "Je hele kaart is vol."
    cells = f"{len(marked)} van de {len(PLACES)} vakjes."
    if full := full_rows(marked):
        return f"{cells} Bingo: je hebt {full} {'rij' if full == 1 else 'rijen'} vol."
    longest = most_in_a_row(marked)
    return f"{cells} {longest} op een rij." if longest > 1 else cells


def _longest(cells):
    longest = here = 0
    for is_marked in cells:
        here = here + 1 if is_marked else 0
        longest = max(longest, here)
    return longest
