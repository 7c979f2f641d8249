"""The empty document that ours are written into: its styles, lists and table, and nothing of anybody else's.

The fonts are those that Word brings along and others have a twin of: Calibri, Arial for scripts that are shaped. The
sizes are in half points, the distances in twentieths of a point, as the format wants them.
"""

from __future__ import annotations

from cmc_desktop.model.export.office.office_package import packed

TICK_LIST, BULLET_LIST, NUMBER_LIST = 3, 1, 2
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "application/vnd.openxmlformats-officedocument"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_INK, _MUTED, _LINE = "1C2733", "5B6875", "C3CAD2"


def _kind(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>'
    + _kind("word/document.xml", f"{_TYPES}.wordprocessingml.document.main+xml")
    + _kind("word/styles.xml", f"{_TYPES}.wordprocessingml.styles+xml")
    + _kind("word/numbering.xml", f"{_TYPES}.wordprocessingml.numbering+xml")
    + _kind("word/settings.xml", f"{_TYPES}.wordprocessingml.settings+xml")
    + _kind("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    + _kind("docProps/app.xml", f"{_TYPES}.extended-properties+xml")
    + "</Types>"
)


def _relationships(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


_CORE = (
    f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
_EMPTY_APP = f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
_BODY = f'{_XML}<w:document {_W} xmlns:r="{_RELS}"><w:body><w:sectPr/></w:body></w:document>'
_SETTINGS = (
    f'{_XML}<w:settings {_W}><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"


def _spacing(before: int, after: int, line: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"' + (
        f' w:line="{line}" w:lineRule="auto"/>' if line else "/>"
    )


def _style(name: str, paragraph: str = "", run: str = "", *, based: str = "Normal", then: str = "Normal") -> str:
    """A paragraph style; its id is its name without the spaces."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name.title().replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:next w:val="{then}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, size: int, before: int) -> str:
    paragraph = f'<w:keepNext/><w:keepLines/>{_spacing(before, 80)}<w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"heading {level}", paragraph, _BOLD + _colour("1F4E79") + _size(size))


def _list(name: str, number: int) -> str:
    then = name.title().replace(" ", "")
    return _style(name, f'<w:numPr><w:numId w:val="{number}"/></w:numPr>{_spacing(0, 50)}', then=then)


def _edge(side: str, size: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
)
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f'<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_CELL_MARGINS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="FactsTable"><w:name w:val="Facts Table"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr>{_CELL_MARGINS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="RuledTable"><w:name w:val="Ruled Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f"{_edge('top', 8, _INK)}{_edge('bottom', 8, _INK)}{_edge('insideH', 4, _LINE)}</w:tblBorders></w:tblPr>"
    f'<w:tblStylePr w:type="firstRow"><w:rPr>{_BOLD}</w:rPr><w:tcPr><w:tcBorders>{_edge("bottom", 8, _INK)}'
    '</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="EEF2F6"/></w:tcPr></w:tblStylePr></w:style>'
)


def _styles(language: str) -> str:
    return (
        f"{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>'
        f'{_colour(_INK)}{_size(21)}<w:lang w:val="{language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{_spacing(0, 100, 264)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        + _style("Title", f"<w:keepNext/>{_spacing(0, 40, 240)}", _BOLD + _size(44))
        + _style("Subtitle", f"<w:keepNext/>{_spacing(0, 240)}", _colour(_MUTED) + _size(24))
        + _heading(1, 30, 320)
        + _heading(2, 25, 240)
        + _heading(3, 22, 180)
        + _list("List Bullet", BULLET_LIST)
        + _list("List Number", NUMBER_LIST)
        + _list("List Tick", TICK_LIST)
        + _style(
            "Quote",
            f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{_LINE}"/></w:pBdr>'
            f'{_spacing(60, 140)}<w:ind w:left="340" w:right="340"/>',
            _ITALIC,
        )
        + _style("Strong Line", "", _BOLD)
        + _style("Muted Line", "", _colour(_MUTED))
        + _style("Table Text", _spacing(0, 0, 252), _size(19), then="TableText")
        + _style("footer", _spacing(0, 0, 240), _colour(_MUTED) + _size(16), then="Footer")
        + _TABLES
        + "</w:styles>"
    )


def _numbering(number: int, kind: str, sign: str, font: str = "") -> str:
    run = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:hint="default"/></w:rPr>' if font else ""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr>{run}</w:lvl></w:abstractNum>'
    )


_LISTS = (
    f"{_XML}<w:numbering {_W}>"
    + _numbering(BULLET_LIST, "bullet", "•", "Calibri")
    + _numbering(NUMBER_LIST, "decimal", "%1.")
    + _numbering(TICK_LIST, "bullet", "☐", "Segoe UI Symbol")
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    + "</w:numbering>"
)


def blank_docx(language: str) -> bytes:
    """An empty document whose words are in `language` ("en-GB"), as the bytes of a .docx file."""
    return packed(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _relationships(
                (f"{_RELS}/officeDocument", "word/document.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                (f"{_RELS}/extended-properties", "docProps/app.xml"),
            ),
            "docProps/core.xml": _CORE,
            "docProps/app.xml": _EMPTY_APP,
            "word/document.xml": _BODY,
            "word/styles.xml": _styles(language),
            "word/numbering.xml": _LISTS,
            "word/settings.xml": _SETTINGS,
            "word/_rels/document.xml.rels": _relationships(
                (f"{_RELS}/styles", "styles.xml"),
                (f"{_RELS}/numbering", "numbering.xml"),
                (f"{_RELS}/settings", "settings.xml"),
            ),
        }
    )
