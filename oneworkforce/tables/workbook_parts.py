"""What is inside a workbook's archive, found as the format says: by content types and relations, not by names.

Programs name and place the parts as they like, so nothing here goes by where Excel puts them. Nothing is unpacked
before it is known to be small, and what is handed on is a copy with usual names, of the parts that a table needs.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from oneworkforce.tables.faults import TableRefused, refused

LARGEST_UNPACKED = 80 * 1024 * 1024
"""Bytes. A list of 50,000 people unpacks to about 30 MB, the answers of 50,000 people to about 70 MB."""

MOST_PARTS = 2_000
CONTENT_TYPES = "[Content_Types].xml"
_MAIN = ("sheet.main+xml", "template.main+xml", "sheet.macroEnabled.main+xml", "template.macroEnabled.main+xml")
_BINARY = "sheet.binary.macroEnabled.main"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_LIST = "sheets"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SAFE_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    f'ContentType="{_TYPE}worksheet+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}sheet.main+xml"/></Types>'
)
_ROOT_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_RELATION}officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_OPEN_DOCUMENT.decode()}"/></manifest:manifest>'
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet: its name, whether the workbook shows it, and its XML."""

    name: str
    is_shown: bool
    xml: bytes


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """A workbook's sheets in their order, and a copy of it, as a file, that holds nothing else."""

    worksheets: list[SheetPart]
    copy: BinaryIO


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A spreadsheet of LibreOffice: its content, and a copy of it, as a file, that holds nothing else."""

    content: bytes
    copy: BinaryIO


def parts_of(file: BinaryIO) -> WorkbookParts | OpenDocument:
    """What a table needs of a workbook.

    :raises TableRefused: where it is none, is damaged, has a password, or is larger than any table.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            _look_at_sizes(archive)
            parts = {
                part.filename.replace("\\", "/").lstrip("/").casefold(): part
                for part in archive.infolist()
                if not part.is_dir()
            }
            if "mimetype" in parts and archive.read(parts["mimetype"]).strip() == _OPEN_DOCUMENT:
                return _open_document(archive, parts)
            return _workbook(archive, parts)
    except TableRefused:
        raise
    except Exception as fault:  # zipfile raises more than BadZipFile, and what is inside may be anything
        raise broken() from fault


def _look_at_sizes(archive: zipfile.ZipFile) -> None:
    # Python unpacks no more of a part than is said here, and refuses it where there is more.
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        message = _(
            "This workbook unpacks to %(size)s MB; it may have %(most)s MB. "
            "Copy the table alone into a new workbook, or save it as “CSV UTF-8”."
        )
        raise refused(message % {"size": f"{size // 2**20:,}", "most": LARGEST_UNPACKED // 2**20})
    if any(part.flag_bits & 1 for part in parts):
        raise refused(has_password())


def _workbook(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> WorkbookParts:
    if CONTENT_TYPES.casefold() not in parts:
        raise refused(_no_workbook())
    main = _main_part(_xml(archive.read(parts[CONTENT_TYPES.casefold()])))
    book = _xml(archive.read(parts[main.casefold()]))
    relations = _relations(archive, parts, main)
    sheets, copied = [], []
    for sheet in (one for one in book.iter() if _local(one.tag) == "sheet"):
        number = next((value for name, value in sheet.attrib.items() if _local(name) == "id"), "")
        kind, target = relations.get(number, ("", ""))
        if kind == "worksheet":
            xml = archive.read(parts[target.casefold()])
            copied.append((sheet.attrib["name"], xml))
            sheets.append(SheetPart(sheet.attrib["name"], sheet.attrib.get("state", "visible") == "visible", xml))
    shared = {kind: target for kind, target in relations.values() if kind in ("sharedStrings", "styles")}
    beside = {
        kind: archive.read(parts[target.casefold()]) for kind, target in shared.items() if target.casefold() in parts
    }
    days_from_1904 = any(
        _local(one.tag) == "workbookPr" and one.attrib.get("date1904") in ("1", "true") for one in book.iter()
    )
    return WorkbookParts(sheets, _copy(copied, beside, days_from_1904))


def _main_part(types: ElementTree.Element) -> str:
    kinds = {one.attrib.get("PartName", ""): one.attrib.get("ContentType", "") for one in types}
    if any(_BINARY in kind for kind in kinds.values()):
        raise refused(
            _("This is a binary workbook (.xlsb). In Excel, choose File, Save a copy, Excel Workbook (.xlsx).")
        )
    for name, kind in kinds.items():
        if kind.endswith(_MAIN):
            return name.lstrip("/")
    raise refused(_no_workbook())


def _relations(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], main: str) -> dict[str, tuple[str, str]]:
    """Id → the kind of a related part, and its name in the archive."""
    folder, name = posixpath.split(main)
    listed = _xml(archive.read(parts[posixpath.join(folder, "_rels", f"{name}.rels").casefold()]))
    return {
        one.attrib["Id"]: (
            one.attrib["Type"].rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, one.attrib["Target"].replace("\\", "/"))).lstrip("/"),
        )
        for one in listed
        if one.attrib.get("TargetMode") != "External"
    }


def _copy(sheets: list[tuple[str, bytes]], beside: dict[str, bytes], days_from_1904: bool) -> BinaryIO:
    file = BytesIO()
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = ElementTree.Element("workbook", {"xmlns": namespace, "xmlns:r": _RELATION.rstrip("/")})
    ElementTree.SubElement(book, "workbookPr", {"date1904": "1"} if days_from_1904 else {})
    listed = ElementTree.SubElement(book, _LIST)
    relations = ElementTree.Element(
        "Relationships", {"xmlns": "http://schemas.openxmlformats.org/package/2006/relationships"}
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(CONTENT_TYPES, _SAFE_TYPES)
        archive.writestr("_rels/.rels", _ROOT_RELATIONS)
        for number, (name, xml) in enumerate(sheets, start=1):
            ElementTree.SubElement(listed, "sheet", {"name": name, "sheetId": str(number), "r:id": f"s{number}"})
            target = f"worksheets/sheet{number}.xml"
            _relate(relations, f"s{number}", "worksheet", target)
            archive.writestr(f"xl/{target}", xml)
        for kind, xml in beside.items():
            _relate(relations, kind, kind, f"{kind}.xml")
            archive.writestr(f"xl/{kind}.xml", xml)
        archive.writestr("xl/workbook.xml", ElementTree.tostring(book))
        archive.writestr("xl/_rels/workbook.xml.rels", ElementTree.tostring(relations))
    file.seek(0)
    return file


def _relate(relations: ElementTree.Element, number: str, kind: str, target: str) -> None:
    ElementTree.SubElement(relations, "Relationship", {"Id": number, "Type": f"{_RELATION}{kind}", "Target": target})


def _open_document(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> OpenDocument:
    if "META-INF/manifest.xml".casefold() in parts and b"encryption-data" in archive.read(
        parts["meta-inf/manifest.xml"]
    ):
        raise refused(has_password())
    content, file = archive.read(parts["content.xml"]), BytesIO()
    with zipfile.ZipFile(file, "w") as copy:
        copy.writestr("mimetype", _OPEN_DOCUMENT)
        copy.writestr("META-INF/manifest.xml", _MANIFEST)
        copy.writestr("content.xml", content)
    file.seek(0)
    return OpenDocument(content, file)


def _xml(data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data:
        raise broken()  # no such format has one, and what it declares could grow without end
    return ElementTree.fromstring(data)  # noqa: S314


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def broken(line: int = 1) -> TableRefused:
    """A damaged workbook, as far as anybody can tell."""
    return refused(
        _("This workbook cannot be read: it is damaged. Open it in your spreadsheet, and save it again."),
        line,
    )


def has_password() -> str:
    """What to do about a password."""
    return _(
        "This workbook has a password. Save it without one (File, Info, Protect), and delete that copy afterwards."
    )


def _no_workbook() -> str:
    return _("This is not an XLSX workbook. Open it in your spreadsheet, and save it as XLSX or as “CSV UTF-8”.")
