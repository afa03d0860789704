"""Swedish words from which names, places and notes are put together: many of each, none of them anybody's."""

import random
from collections.abc import Sequence

STREETS = tuple(
    first + last
    for first in (
        *("Stor", "Kungs", "Drottning", "Sjö", "Berg", "Kyrko", "Skol", "Ny", "Brunns", "Linné", "Vasa", "Hamn"),
        *(
            "Ring",
            "Park",
            "Slotts",
            "Trädgårds",
            "Norra",
            "Södra",
            "Öster",
            "Väster",
            "Björk",
            "Ek",
            "Alm",
            "Ask",
            "Lönn",
        ),
    )
    for last in ("gatan", "vägen", "stigen", "torget", "gränd", "allén")
)
HOUSES = 9
SURNAMES = tuple(
    first + last
    for first in (
        *("Lind", "Berg", "Sjö", "Al", "Ek", "Ny", "Hell", "Björk", "Sund", "Hag", "Ström", "Dal", "Gran", "Löv"),
        *("Sten", "Åker", "Ö", "Äng", "Vik", "Holm", "Norr", "Söder", "Väster", "Öster"),
    )
    for last in (
        *("qvist", "gren", "man", "mark", "lund", "dahl", "fors", "hed", "born", "stedt", "blad", "löf", "rot", "ing"),
    )
)
TRADES = ("Bygg", "Städ", "El", "Rör", "Måleri", "Fastigheter", "Trädgård", "Plåt", "Golv", "Glas", "Tak", "Mark")
CITIES = ("Uppsala", "Göteborg", "Malmö", "Örebro", "Västerås", "Umeå", "Växjö", "Gävle", "Luleå", "Kalmar", "Visby")
WORKS = (
    *("Städning, trapphus", "Service hos kund", "Byte av filter", "Snöröjning", "Felsökning el", "Målning"),
    *("Besiktning", "Läckage i badrum", "Rensning av hängrännor", "Byte av lås", "Montering av köksluckor"),
)
PLAIN_NOTES = ("Möte på kontoret", "Städning, trapphus", "Service hos kund")


def place(chance: random.Random) -> str:
    """A street and a number."""
    return f"{chance.choice(STREETS)} {chance.randrange(1, HOUSES + 1)}"


def note(chance: random.Random) -> str:
    """What somebody writes beside the time: nothing in half of all cases, mostly a work and a place in the others."""
    if chance.random() < 0.5:
        return ""
    return chance.choice(PLAIN_NOTES) if chance.random() < 0.2 else f"{chance.choice(WORKS)}, {place(chance)}"


def firm(chance: random.Random, first_names: Sequence[str]) -> str:
    """The name of a customer, a firm or a person."""
    surname = chance.choice(SURNAMES)
    if chance.random() < 0.4:
        return f"{chance.choice(first_names)} {surname}"
    return f"{surname}s {chance.choice(TRADES)} {chance.choice(('AB', 'HB', 'i ' + chance.choice(CITIES)))}"
