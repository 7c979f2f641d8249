"""What a PDF says about itself: title, language, program and dates, for people and for machines.

Nothing is left empty, and nothing is claimed: no standard beyond PDF itself is named.
"""

from __future__ import annotations

import time
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDate, PDFDictionary, PDFInfo, PDFName, PDFStream, PDFString

from cmc_desktop import __version__

_PROGRAM = f"CMC Desktop {__version__}"
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def write_facts(document: Any, *, title: str, language: str, now: int) -> None:
    """Let ReportLab's `document` say its title, its language and `now` (ms since 1970 in UTC) as its date."""
    # ReportLab dates every file it writes reproducibly to the year 2000.
    stamp = document._timeStamp
    stamp.t = now / 1000
    stamp.lt = time.gmtime(now / 1000)
    stamp.YMDhms = tuple(stamp.lt)[:6]
    document.info = _Facts(title)
    packet = _PACKET.format(
        title=escape(_allowed(title)),
        language=escape(language),
        program=escape(_PROGRAM),
        producer=escape(PDFInfo.producer),
        date=time.strftime("%Y-%m-%dT%H:%M:%SZ", stamp.lt),
    )
    head = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    document.Catalog.Metadata = PDFStream(head, packet.encode("utf-8"))


class _Facts(PDFInfo):
    """The information of a document, without what ReportLab would say of nobody and nothing."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.creator = _PROGRAM
        self.author = self.subject = self.keywords = ""

    def format(self, document: Any) -> bytes:
        date = PDFDate(ts=document._timeStamp)
        facts = {
            "Title": PDFString(self.title),
            "Creator": PDFString(self.creator),
            "Producer": PDFString(self.producer),
            "CreationDate": date,
            "ModDate": date,
        }
        written: bytes = PDFDictionary(facts).format(document)
        return written


def _allowed(text: str) -> str:
    """`text` without what XML cannot hold."""
    return "".join(
        char for char in text if char >= " " and char not in "\ufffe\uffff" and not "\ud800" <= char < "\ue000"
    )
