"""A roster chosen as a file: columns in any order, cells as text, and a sentence for what is no roster."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.exchange.roster_csv import ROSTER_LIMIT, read_roster


def people(data: bytes | str) -> list[tuple[str, str, str, str]]:
    raw = data.encode() if isinstance(data, str) else data
    return [(one.name, one.organisation, one.role, one.capacity) for one in read_roster(raw).people]


@pytest.mark.parametrize(
    "table",
    [
        "Name,Organisation,Role\nAnn Other,Port,Head\n",
        "role;name;organization\r\nHead;Ann Other;Port\r\n",
        "Organisation\tCapacity\tName\tRole\nPort\tparticipant\tAnn Other\tHead\n",
        "Ann Other,Port,Head\n",
        "\ufeffName,Organisation,Role\nAnn Other,Port,Head",
    ],
)
def test_columns_are_found_by_their_headings_or_by_their_place(table: str) -> None:
    assert people(table) == [("Ann Other", "Port", "Head", "participant")]


@pytest.mark.parametrize(
    ("table", "first"),
    [
        ("Vorname;Nachname\nAnna;Müller\n", ("Anna Müller", "", "")),
        ("Funktion;Vorname;Nachname;Behörde\nLeiterin;Anna;Müller;Bauamt\n", ("Anna Müller", "Bauamt", "Leiterin")),
        ("Name;Vorname;Dienststelle\nMüller;Anna;Bauamt\n", ("Anna Müller", "Bauamt", "")),
        ("Nom;Prénom;Fonction\nDupont;Zoé;Maire\n", ("Zoé Dupont", "", "Maire")),
        ("PRENOM;NOM;ORGANISME\nZoé;Dupont;Mairie\n", ("Zoé Dupont", "Mairie", "")),
        ("Nombre;Apellidos;Institución;Cargo\nEva;Ruiz Gil;Puerto;Jefa\n", ("Eva Ruiz Gil", "Puerto", "Jefa")),
        ("Cognome;Nome;Ente\nRossi;Ugo;Comune\n", ("Ugo Rossi", "Comune", "")),
        ("Nome;Apelido;Entidade\nInês;Sá;Porto\n", ("Inês Sá", "Porto", "")),
        ("Voornaam;Achternaam;Organisatie\nJan;Bos;Haven\n", ("Jan Bos", "Haven", "")),
        ("Imię;Nazwisko;Instytucja\nŁucja;Żak;Port\n", ("Łucja Żak", "Port", "")),
        ("Förnamn;Efternamn;Roll\nÅsa;Ek;Chef\n", ("Åsa Ek", "", "Chef")),
        ("Fornavn;Efternavn;Virksomhed\nBo;Dam;Havn\n", ("Bo Dam", "Havn", "")),
        ("Sukunimi;Etunimi;Virasto\nKorpi;Aino;Satama\n", ("Aino Korpi", "Satama", "")),
        ("Name;Surname;Company\nAnn;Other;Port\n", ("Ann Other", "Port", "")),
        ("Full name;First name;Last name;Company\nAnn Other;Ann;Other;Port\n", ("Ann Other", "Port", "")),
    ],
)
def test_headings_of_other_languages_make_no_people(table: str, first: tuple[str, str, str]) -> None:
    assert [person[:3] for person in people(table)] == [first]


def test_a_capacity_among_the_roles_counts_as_one() -> None:
    table = "Name;Role\nAnn Other;observer\nBo Lind;Head of port\nCy Dunn;Note-taker\n"
    assert people(table) == [
        ("Ann Other", "", "", "observer"),
        ("Bo Lind", "", "Head of port", "participant"),
        ("Cy Dunn", "", "", "note_taker"),
    ]


def test_which_columns_were_taken_as_what_is_told_with_the_words_of_the_table() -> None:
    read = read_roster("Funktion;Vorname;Name;E-Mail\nLeiterin;Anna;Müller;a@example.org\n".encode())
    assert read.told == (
        "The columns were read as role (“Funktion”), first name (“Vorname”), last name (“Name”).",
        "Not taken over: “E-Mail”.",
    )
    assert read_roster(b"Ann Other\nBo Ray\n").told == ()


@pytest.mark.parametrize("table", ['"Ann Other;Port\nBo Ray;Town\n', 'Name;Company\nAnn;"Port\nBo;Town', '"Ann\nBo\n'])
def test_a_quote_that_is_never_closed_is_refused(table: str) -> None:
    with pytest.raises(BadFile, match="its quotes do not match"):
        read_roster(table.encode())


def test_quotes_round_names_alone_are_no_part_of_them() -> None:
    assert [person[0] for person in people('"Ann Other"\n"Bo ""Bob"" Ray"\n')] == ["Ann Other", 'Bo "Bob" Ray']


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_save_as_unicode_is_read(encoding: str) -> None:
    table = "Name\tOrganisation\nNguyễn Thị Phương\tبلدية المدينة\n"
    assert people(table.encode(encoding)) == [("Nguyễn Thị Phương", "بلدية المدينة", "", "participant")]


def test_cells_that_a_spreadsheet_would_calculate_stay_text() -> None:
    table = 'Name;Organisation\n=HYPERLINK("x");<img src=x onerror=y>\n@SUM(A1);"a\nb"\n'
    assert people(table)[0][:2] == ('=HYPERLINK("x")', "<img src=x onerror=y>")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"PK\x03\x04rest", "office file"),
        (b"%PDF-1.7\n", "no table"),
        ("Müller\n".encode("latin-1"), "not in UTF-8"),
        (b"\xff\xfea", "not in UTF-8"),
        (b"Ann\0Other\n", "no table"),
        (b"Name,Organisation\n,Port\n", "no name"),
        (b"x" * 301, "too long"),
        (b"a" * (ROSTER_LIMIT + 1), "larger than 1 MB"),
        (b"Ann Other\n" * 501, "more than 500 people"),
    ],
)
def test_what_is_no_roster_is_told_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_roster(data)


def test_five_hundred_people_are_read() -> None:
    assert len(read_roster(b"".join(f"Person {n}\n".encode() for n in range(500))).people) == 500


@given(st.binary(max_size=300))
def test_any_bytes_are_people_or_a_sentence(data: bytes) -> None:
    with suppress(BadFile):
        assert all(person.name.strip() and "\n" not in person.name for person in read_roster(data).people)
