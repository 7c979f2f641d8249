"""Words that names share with other speech: titles, particles, and names that are ordinary words as well; folded."""

from __future__ import annotations


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: before or behind a name, never the name itself
TITLES = _split(
    """
    dr prof professor mr mrs ms miss mx sir dame lord lady mme mlle herr frau hr fr sr sra srta dott dipl ing med
    phd msc bsc jr sen ii iii iv
    """
)
#: within a name, of nobody in particular when they stand alone
PARTICLES = _split(
    """
    van von vom zum zur den der dem des del della delle degli dos das dal dalla ten ter the and und abu ibn bin bint
    ben bat san saint sankt los las che
    """
)
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
    marsh moor moss reed fern berry a an am as at be by do go ha he hi i if in is it ma me my no of oh ok on or pa
    so to too up us we y e o u
    """
)
