"""Words that names share with other speech: titles, particles, and names that are ordinary words as well; folded."""

from __future__ import annotations


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: before a name or behind it, and no name there; in another place they are one ("Michael Herr")
TITLES = _split(
    """
    dr prof professor mr mrs ms miss mx sir dame lady mme mlle herr frau hr fr sr sra srta dott dipl
    """
)
#: behind a name
SUFFIXES = _split("phd msc bsc jr ii iii iv")
#: titles when they are written with a full stop, else names
DOTTED_TITLES = _split("sen ing lord med univ hon rev")
#: within a name and before it, of nobody in particular when they stand alone; at the end they are a name ("Das")
PARTICLES = _split("von vom zum zur den der dem des del delle degli dos das the and und sankt los las ter")
#: the same, and first names as well: "Ben Fischer", "Bin Laden"
NAMES_OR_PARTICLES = _split("van dal dalla della ten abu ibn bin bint ben bat san saint che")
#: names and parts of names that mean nobody when they are written small
ORDINARY = _split(
    """
    will may mark marks bill rose hope grant long green brown white black gray grey gold silver young rich art sue
    pat rob drew grace faith joy dean chase page park parks street bush hill hills wood woods field fields april
    june august summer winter king price cook baker bishop major mayor abbot church bridge bridges brook lake rivers
    river stone stones banks bank day days love good best sharp short small little large power powers case cash bond
    english french german sky star ray rays cliff dale heath north south east west town towns house home rain snow
    frost wells waters walker driver rider porter train car care trust fair just free early late new old true wise
    noble swift strong bright bell ball miles guy storm wolf fox bird crane ash elm oak forest grove garden gardens
    marsh moor moss reed fern berry lord bin ten bat saint van
    an am as at be by do go ha he hi if in is it ma me my no of oh ok on or pa so to too up us we a i y e o u
    """
)
