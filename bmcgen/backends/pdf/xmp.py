"""What a file says of itself as XMP (ISO 16684-1): the same as its Info dictionary, the licence of the canvas, and
which standards it meets.
"""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.model.page import Metadata

_UA = '<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>'


def xmp(metadata: Metadata, stamp: Sequence[int], creator: str) -> bytes:
    """The metadata of a file that was made at a time: year, month, day, hour, minute and second."""
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
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _escaped(text: str) -> str:
    """A text in XML; the standard library's own way there imports a client for the network."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str) -> str:
    """A text for a string of the file: on one line, and without halves of characters, which no encoding can write."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
