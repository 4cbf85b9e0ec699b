"""Files to test with, made here: good ones as programs write them, and hostile ones by what is wrong with them."""

import io
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
EXE = b"MZ\x90\x00" + b"\0" * 600


def zipped(parts, stored=()):
    """Return a zip archive of {name: content}."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            # Always of 1980, so that two runs make the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return made.getvalue()


# --- Word -----------------------------------------------------------------------------------------------------------


def relation(kind, target, external=False, number=1):
    """Return one relationship; kind is its last word, or a whole address."""
    kind = kind if ":" in kind else f"{RELATIONS}/{kind}"
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"{mode}/>'


def relations(*rows):
    inside = "".join(rows)
    return f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def content_types(main=MAIN, more="", part="/word/document.xml"):
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="{part}" ContentType="{main}"/>{more}</Types>'
    )


def body(inside="<w:p><w:r><w:t>Geachte</w:t></w:r></w:p>"):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'


def docx(parts=None, rels=(), *, types=None, inside=None, part="word/document.xml"):
    """Return a document of Word; parts come beside, or instead of, its own."""
    folder, _slash, name = part.rpartition("/")
    whole = {
        "[Content_Types].xml": types or content_types(part=f"/{part}"),
        "_rels/.rels": relations(relation("officeDocument", part)),
        part: body(inside) if inside is not None else body(),
        f"{folder}/_rels/{name}.rels": relations(relation("styles", "styles.xml"), *rels),
        "word/styles.xml": f'<w:styles xmlns:w="{W}"/>',
        **(parts or {}),
    }
    return zipped(whole)


def field(*texts):
    """Return a field whose instruction stands in several runs, as Word writes it."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>' for text in texts)
    return f"<w:p>{mark('begin')}{runs}{mark('separate')}<w:r><w:t>1</w:t></w:r>{mark('end')}</w:p>"


def mark(what):
    return f'<w:r><w:fldChar w:fldCharType="{what}"/></w:r>'


def instruction(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


# --- OpenDocument ---------------------------------------------------------------------------------------------------

ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    [f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "draw", "script", "table", "form", "meta")]
    + ['xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:ooo="http://openoffice.org/2004/office"']
)


def odt(parts=None, inside="<text:p>Geachte</text:p>", scripts="<office:scripts/>", meta="", manifest=""):
    """Return a text document of LibreOffice."""
    whole = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<?xml version='1.0'?><office:document-content {NAMESPACES}>{scripts}"
        f"<office:body><office:text>{inside}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta>{meta}</office:meta></office:document-meta>",
        "Configurations2/accelerator/current.xml": "",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text">'
        f"{manifest}</manifest:file-entry></manifest:manifest>",
        **(parts or {}),
    }
    return zipped(whole, stored=("mimetype",))


# --- PDF ------------------------------------------------------------------------------------------------------------


def pdf(*objects, before=b""):
    """Return a PDF with more objects; each is what stands between obj and endobj."""
    own = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"]
    made = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, data) for number, data in enumerate([*own, *objects], 1))
    return before + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + made + b"trailer\n<</Root 1 0 R>>\n%%EOF\n"


def stream(dictionary, data, packed=True):
    data = zlib.compress(data) if packed else data
    packing = b"/Filter/FlateDecode" if packed else b""
    return b"<<%s%s/Length %d>>\nstream\n%s\nendstream" % (dictionary, packing, len(data), data)


def packed_objects(data, more=b""):
    return stream(b"/Type/ObjStm/N 1/First 4" + more, b"9 0 " + data)


# --- pictures -------------------------------------------------------------------------------------------------------


def png(width=8, height=6):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 200)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def jpeg(width=8, height=6, comment=b"", sof=0xC0):
    segments = [(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), (0xE1, b"Exif\0\0" + b"\0" * 40)]
    segments += [(0xFE, comment)] if comment else []
    segments += [(sof, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"), (0xDA, b"\1\1\0\0\x3f\0")]
    made = b"".join(b"\xff" + bytes([code]) + struct.pack(">H", len(data) + 2) + data for code, data in segments)
    return b"\xff\xd8" + made + b"\x00" * 40 + b"\xff\xd9"


def webp(width=8, height=6, chunk=b"VP8 "):
    if chunk == b"VP8 ":
        data = b"\x30\1\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    elif chunk == b"VP8L":
        data = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + b"\0" * 5
    else:
        data = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 4 + 8 + len(data)) + b"WEBP" + chunk + struct.pack("<I", len(data)) + data


def heic(*sizes, brand=b"heic"):
    boxes = b"".join(box(b"ispe", b"\0\0\0\0" + struct.pack(">II", *size)) for size in sizes or [(8, 6)])
    meta = box(b"meta", b"\0\0\0\0" + box(b"iprp", box(b"ipco", boxes)))
    return box(b"ftyp", brand + b"\0\0\0\0mif1heic") + meta + box(b"mdat", b"\0" * 40)


def box(name, data):
    return struct.pack(">I", 8 + len(data)) + name + data
