"""Work in a home by the codes that the deduction for it goes by: what each is called."""

from collections.abc import Mapping

from dagsverke.web.lists.model import Choice

WORKS: Mapping[int, Choice] = {
    1: Choice("Construction"),
    2: Choice("Electricity"),
    3: Choice("Glass and sheet metal"),
    4: Choice("Ground and drainage"),
    5: Choice("Brickwork"),
    6: Choice("Painting and papering"),
    7: Choice("Plumbing"),
    9: Choice("Cleaning"),
    10: Choice("Care of textiles"),
    12: Choice("Snow removal"),
    13: Choice("Gardening"),
    14: Choice("Child care"),
    15: Choice("Personal care"),
    18: Choice("Moving"),
    19: Choice("IT services"),
    20: Choice("Heat pump, from the air"),
    21: Choice("Heat pump, from ground or water"),
    22: Choice("Repair of appliances"),
}
