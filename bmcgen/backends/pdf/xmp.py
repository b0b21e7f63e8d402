"""What a file says of itself as XMP (ISO 16684-1): the same as its Info dictionary, the licence of the canvas, and
which standards it meets.
"""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.model.page import Metadata

_UA_SPACE, _A_SPACE = "http://www.aiim.org/pdfua/ns/id/", "http://www.aiim.org/pdfa/ns/id/"
_UA = f'<pdfuaid:part xmlns:pdfuaid="{_UA_SPACE}">1</pdfuaid:part>'
# Archives ask for a description of every property that they do not know themselves (ISO 19005-2, 6.6.2.3).
_EXTENSION = f"""<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA_SPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file meets</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def xmp(metadata: Metadata, stamp: Sequence[int], creator: str, archive: int = 0) -> bytes:
    """The metadata of a file that was made at a time: year, month, day, hour, minute and second. `archive` is the part
    of PDF/A that it meets, 0 for none.
    """
    day = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*stamp)

    def alternatives(key: str, text: str) -> str:
        value = _escaped(one_line(text))
        return f'<{key}><rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt></{key}>' if value else ""

    author, keywords = _escaped(one_line(metadata.author)), _escaped(one_line(metadata.keywords))
    said = [
        alternatives("dc:title", metadata.title),
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>" if author else "",
        alternatives("dc:description", metadata.subject),
        alternatives("dc:rights", metadata.licence),
        "<xmpRights:Marked>True</xmpRights:Marked>" if metadata.licence else "",
        f"<pdf:Keywords>{keywords}</pdf:Keywords>" if keywords else "",
    ]
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{_escaped(metadata.language)}</rdf:li></rdf:Bag></dc:language>
{"".join(said)}
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdf:Producer>{creator}</pdf:Producer>
{_UA}
{_archive(archive)}</rdf:Description>
{_EXTENSION if archive else ""}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _archive(part: int) -> str:
    """The part of PDF/A, at level A: its structure is there, and every letter is known."""
    if not part:
        return ""
    said = f'<pdfaid:part xmlns:pdfaid="{_A_SPACE}">{part}</pdfaid:part>'
    return f'{said}<pdfaid:conformance xmlns:pdfaid="{_A_SPACE}">A</pdfaid:conformance>\n'


def _escaped(text: str) -> str:
    """A text in XML; the standard library's own way there imports a client for the network."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str) -> str:
    """A text for a string of the file: on one line, and without halves of characters, which no encoding can write."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
