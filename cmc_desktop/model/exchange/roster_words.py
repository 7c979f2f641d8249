"""The words that rosters of other programs have for columns, sectors and capacities."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.participant import Capacity, Sector

K = TypeVar("K", bound=Enum)


class Meaning(Enum):
    """What a column tells; the order is the one in which columns without a heading are read."""

    NAME = "name"
    ORGANISATION = "organisation"
    ROLE = "role"
    SECTOR = "sector"
    CAPACITY = "capacity"
    SPEAKS_FOR = "speaks for"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"

    @property
    def label(self) -> str:
        """As it stands in a sentence."""
        return {
            Meaning.NAME: tr("name"),
            Meaning.ORGANISATION: tr("organisation"),
            Meaning.ROLE: tr("role"),
            Meaning.SECTOR: tr("sector"),
            Meaning.CAPACITY: tr("capacity"),
            Meaning.SPEAKS_FOR: tr("speaks for"),
            Meaning.FIRST_NAME: tr("first name"),
            Meaning.LAST_NAME: tr("last name"),
        }[self]


#: what spreadsheets say besides the words of the app; hyphens and capitals make no difference
_HEADINGS = {
    Meaning.NAME: "names, full name, person, participant, participants, participant name",
    Meaning.ORGANISATION: "organization, organisations, organizations, org, company, institution, affiliation, "
    "employer, body",
    Meaning.ROLE: "job, job title, position, function",
    Meaning.SECTOR: "sectors, field",
    Meaning.CAPACITY: "capacities, takes part as, status, attends as",
    Meaning.SPEAKS_FOR: "represents, on behalf of",
    Meaning.FIRST_NAME: "given name, forename",
    Meaning.LAST_NAME: "surname, family name",
}
#: the headings of tables in other languages of Europe, with accents; without them they count as well
_ABROAD = {
    Meaning.NAME: "vollständiger name, vor und nachname, teilnehmer, teilnehmende, teilnehmerin, nom, nom "
    "complet, nom et prénom, participant·e, participante, nombre, nombre completo, nombre y "
    "apellidos, nome, nome completo, nome e cognome, nominativo, partecipante, naam, volledige "
    "naam, deelnemer, imię i nazwisko, uczestnik, namn, deltagare, navn, deltager, deltaker, "
    "nimi, osallistuja, nafn, jméno a příjmení, meno a priezvisko, név, teljes név, nume complet, "
    "numele, ime i prezime, ime in priimek, nimi ja perekonnanimi, vards un uzvārds, vardas ir "
    "pavardė, ad soyad, ονοματεπώνυμο, име и фамилия, прізвище та ім'я, nom i cognoms",
    Meaning.FIRST_NAME: "vorname, rufname, prénom, nombre de pila, nome próprio, nome di battesimo, voornaam, imię, "
    "förnamn, fornavn, etunimi, fornafn, jméno, křestní jméno, meno, keresztnév, utónév, prenume, "
    "ime, eesnimi, vārds, vardas, adı, ad, όνομα, име, собствено име, ім'я, prenom",
    Meaning.LAST_NAME: "nachname, familienname, zuname, nom de famille, apellido, apellidos, primer apellido, "
    "apelido, sobrenome, último nome, cognome, achternaam, familienaam, nazwisko, efternamn, "
    "efternavn, etternavn, sukunimi, eftirnafn, příjmení, priezvisko, vezetéknév, családnév, nume "
    "de familie, prezime, priimek, perekonnanimi, uzvārds, pavardė, soyadı, soyad, επώνυμο, "
    "επίθετο, фамилия, прізвище, cognom, cognoms",
    Meaning.ORGANISATION: "organisation, einrichtung, institution, firma, unternehmen, behörde, dienststelle, amt, "
    "verein, körperschaft, träger, arbeitgeber, organisme, entreprise, société, établissement, "
    "structure, administration, service, organización, entidad, institución, empresa, organismo, "
    "organizzazione, ente, istituzione, azienda, società, organização, entidade, instituição, "
    "organisatie, instelling, bedrijf, organizacja, instytucja, jednostka, urząd, "
    "organisation/företag, företag, myndighet, förvaltning, virksomhed, myndighed, bedrift, "
    "virksomhet, organisasjon, organisaatio, yritys, virasto, organizace, instituce, úřad, "
    "organizácia, inštitúcia, úrad, szervezet, intézmény, cég, organizație, instituție, "
    "organizacija, ustanova, organisatsioon, asutus, organizācija, iestāde, įstaiga, kurum, "
    "kuruluş, οργανισμός, φορέας, организация, институция, організація, установа, organització, "
    "entitat",
    Meaning.ROLE: "funktion, rolle, aufgabe, stelle, beruf, amtsbezeichnung, berufsbezeichnung, fonction, rôle, "
    "poste, qualité, función, cargo, puesto, rol, funzione, ruolo, incarico, qualifica, função, "
    "papel, functie, functietitel, funkcja, rola, stanowisko, roll, befattning, titel, stilling, "
    "tehtävä, rooli, toimi, funkce, role, pozice, funkcia, pozícia, beosztás, munkakör, funcție, "
    "funkcija, uloga, vloga, amet, amats, loma, pareigos, görev, unvan, ρόλος, θέση, роля, "
    "длъжност, роль, посада, funció, càrrec",
    Meaning.SECTOR: "sektor, bereich, branche, secteur, sector, settore, setor, sektori, ala, szektor, sektör, "
    "τομέας, сектор",
    Meaning.CAPACITY: "nimmt teil als, teilnahme als, participe comme, en qualité de, asiste como, en calidad de, "
    "partecipa come, in qualità di, participa como, neemt deel als, w charakterze, deltar som, "
    "deltager som, osallistuu roolissa",
    Meaning.SPEAKS_FOR: "spricht für, vertritt, im namen von, parle pour, représente, au nom de, habla por, "
    "representa a, en nombre de, parla per, rappresenta, fala por, representa, spreekt voor, "
    "vertegenwoordigt, namens, mówi w imieniu, reprezentuje, talar för, företräder, taler for, "
    "repræsenterer, representerer, edustaa, puhuu puolesta",
}
_SECTORS = {
    Sector.NONE: "none, n/a, unknown",
    Sector.GOVERNMENT: "public, public sector, government, council, city council, municipality, municipal, city, "
    "authority, administration, state",
    Sector.INDUSTRY: "private, private sector, business, company, enterprise, economy",
    Sector.ACADEMIA: "university, academic, science, school, education",
    Sector.SOCIETY: "ngo, charity, community, citizen, citizens, non profit, nonprofit, association",
    Sector.ENVIRONMENT: "nature, environmental, ecology",
}
_CAPACITIES = {
    Capacity.MODERATOR: "facilitator, chair",
    Capacity.PARTICIPANT: "member",
    Capacity.NOTE_TAKER: "minutes, minute taker, notetaker, scribe, secretary",
    Capacity.OBSERVER: "guest, visitor, researcher observing, observing",
}
#: the words for a capacity that are no role in anybody's organisation: they mean it wherever they stand
_CAPACITIES_ANYWHERE = {
    Capacity.MODERATOR: "facilitator",
    Capacity.PARTICIPANT: "",
    Capacity.NOTE_TAKER: "minute taker, notetaker",
    Capacity.OBSERVER: "observing, researcher observing",
}


def headings() -> dict[str, Meaning]:
    """Every plain word that heads a column; the app's own words are in the user's language too."""
    own = {
        Meaning.NAME: tr("Name"),
        Meaning.ORGANISATION: tr("Organisation"),
        Meaning.ROLE: tr("Role"),
        Meaning.SECTOR: tr("Sector"),
        Meaning.CAPACITY: tr("Capacity"),
        Meaning.SPEAKS_FOR: tr("Speaks for"),
        Meaning.FIRST_NAME: tr("first name"),
        Meaning.LAST_NAME: tr("last name"),
    }
    abroad = _vocabulary(_ABROAD, {})
    return {_unaccented(word): kind for word, kind in abroad.items()} | abroad | _vocabulary(_HEADINGS, own)


def _unaccented(word: str) -> str:
    """As people write it whose keyboard has no accents, or whose program dropped them."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def sectors() -> dict[str, Sector]:
    """Every plain word for a sector."""
    return _vocabulary(_SECTORS, {kind: kind.label for kind in Sector})


def capacities(*, anywhere: bool = False) -> dict[str, Capacity]:
    """Every plain word for a capacity; with `anywhere`, those that mean it in whatever column they stand."""
    english = _CAPACITIES_ANYWHERE if anywhere else _CAPACITIES
    return _vocabulary(english, {kind: kind.label for kind in Capacity})


def plain(word: str) -> str:
    """A word without what makes no difference."""
    word = unicodedata.normalize("NFC", word).replace("’", "'")
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split()).rstrip(":")


def _vocabulary(english: Mapping[K, str], labels: Mapping[K, str]) -> dict[str, K]:
    """Every word that means a kind; the labels of the user's language come before English ones."""
    words: dict[str, K] = {}
    for kind, others in english.items():
        words[plain(str(kind.value))] = kind
        for word in others.split(","):
            if word.strip():
                words[plain(word)] = kind
    return words | {plain(label): kind for kind, label in labels.items()}
