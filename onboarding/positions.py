"""Where a postcode lies, in metres on the flat grid of the Netherlands (Rijksdriehoek). Pure.

On that grid a straight line is Pythagoras, so thousands of distances are cheap. The series below keeps within a
few metres of the official transformation; a postcode area is kilometres wide.
"""

_NORTH, _EAST = 52.15517440, 5.38720621  # Amersfoort, the middle of the grid
_X = {
    (0, 1): 190094.945,
    (1, 1): -11832.228,
    (2, 1): -114.221,
    (0, 3): -32.391,
    (1, 0): -0.705,
    (3, 1): -2.340,
    (1, 3): -0.608,
    (0, 2): -0.008,
    (2, 3): 0.148,
}
_Y = {
    (1, 0): 309056.544,
    (0, 2): 3638.893,
    (2, 0): 73.077,
    (1, 2): -157.984,
    (3, 0): 59.788,
    (0, 1): 0.433,
    (2, 2): -6.439,
    (3, 2): -0.032,
    (1, 1): 0.092,
    (0, 4): -0.054,
}


def metres(latitude, longitude):
    """Degrees (WGS 84) as whole metres (east, north) on the grid."""
    north, east = 0.36 * (latitude - _NORTH), 0.36 * (longitude - _EAST)
    x = 155_000 + sum(factor * north**p * east**q for (p, q), factor in _X.items())
    y = 463_000 + sum(factor * north**p * east**q for (p, q), factor in _Y.items())
    return round(x), round(y)
