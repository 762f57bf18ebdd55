#!/usr/bin/env python3
"""Writes the small workbooks that the tests read. Only the standard library; same bytes each run.

Usage: make-fixtures.py            (writes beside itself)
"""
import pathlib
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).resolve().parent
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def column(place):
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


class Book:
    """A workbook of sheets whose cells are text, numbers, or ('date'|'formula'|'error', value)."""

    def __init__(self):
        self.sheets, self.shared = [], []

    def text(self, value):
        if value not in self.shared:
            self.shared.append(value)
        return self.shared.index(value)

    def cell(self, ref, value):
        if isinstance(value, tuple):
            kind, content = value
            if kind == "date":
                return f'<c r="{ref}" s="1"><v>{content}</v></c>'
            if kind == "formula":
                return f'<c r="{ref}" t="str"><f>A1&amp;"x"</f><v>{escape(content)}</v></c>'
            if kind == "inline":
                return f'<c r="{ref}" t="inlineStr"><is><t>{escape(content)}</t></is></c>'
            return f'<c r="{ref}" t="e"><v>{content}</v></c>'
        if isinstance(value, str):
            return f'<c r="{ref}" t="s"><v>{self.text(value)}</v></c>'
        return f'<c r="{ref}"><v>{value}</v></c>'

    def sheet(self, name, rows, merges=(), first=1):
        out = []
        for number, row in enumerate(rows, first):
            cells = "".join(
                self.cell(f"{column(place)}{number}", value)
                for place, value in enumerate(row)
                if value is not None
            )
            out.append(f'<row r="{number}">{cells}</row>')
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
        areas = f'<mergeCells count="{len(merges)}">{areas}</mergeCells>' if merges else ""
        self.sheets.append(
            (name, f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(out)}</sheetData>{areas}</worksheet>')
        )

    def parts(self):
        names = "".join(
            f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>'
            for i, (name, _) in enumerate(self.sheets, 1)
        )
        relations = "".join(
            f'<Relationship Id="rId{i}" Type="{REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, len(self.sheets) + 1)
        )
        yield "[Content_Types].xml", HEAD + (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        yield "xl/workbook.xml", HEAD + (
            f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr/><sheets>{names}</sheets></workbook>'
        )
        yield "xl/_rels/workbook.xml.rels", HEAD + (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>"
        )
        yield "xl/styles.xml", HEAD + (
            f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
            '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
            '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
        )
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in self.shared)
        yield "xl/sharedStrings.xml", HEAD + f'<sst xmlns="{MAIN}">{items}</sst>'
        for i, (_, xml) in enumerate(self.sheets, 1):
            yield f"xl/worksheets/sheet{i}.xml", xml


def write(name, parts):
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts:
            info = zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def branch():
    book = Book()
    book.sheet("Instruksi", [["Petunjuk pengisian"], ["Kolom nama wajib diisi"]])
    book.sheet(
        "Data PLKK",
        [
            ["DAFTAR PLKK KANTOR CABANG CONTOH"],
            [],
            ["No", "Kabupaten/Kota", "Nama PLKK *", "Jenis", "Alamat", "No. Telp", "Tgl Mulai",
             "Tgl Berakhir", "Latitude", "Longitude", "NPWP", "No. PKS"],
            ["KABUPATEN TANAH BUMBU"],
            [1, "Tanah Bumbu", "RSUD dr. H. Andi Abdurrahman Noor", "RSUD", "Jl. Contoh 1", "(0518) 70000",
             ("date", 45658), ("date", 46752), None, None, "01.234", "PKS/1/2025"],
            [2, None, "Klinik CONTOH Satu", "Klinik Pratama", "Jl. Contoh 2", 81234567890,
             "01/01/2025", "31-12-2027", "-3,4415", "115,9950", None, "PKS/2/2025"],
            [3, None, "Puskesmas Satui", ("inline", "Puskesmas"), None, None, None, None, 115.45, -3.76, None, None],
            ["B. RUMAH SAKIT"],
            [4, "Kotabaru", "RS CONTOH Dua", None, None, None, "1 Maret 2025", "28 Februari 2027"],
            [5, "Kotabaru", ("formula", "RS Rumus"), "RS"],
            [6, "Kotabaru", "Klinik Salah Tanggal", "Klinik", None, None, None, "31/12/26"],
            ["TOTAL", None, "6"],
        ],
        merges=["B5:B7", "A4:L4"],
    )
    write("branch.xlsx", book.parts())


def small():
    book = Book()
    book.sheet("S", [["nama", "kota"], ["Puskesmas Satui", "Tanah Bumbu"]])
    write("small.xlsx", book.parts())


def hostile():
    # The declared entity would expand to 10^6 copies.
    book = Book()
    book.sheet("S", [["nama"], ["x"]])
    parts = dict(book.parts())
    parts["xl/sharedStrings.xml"] = (
        '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        f'<sst xmlns="{MAIN}"><si><t>nama</t></si><si><t>&b;</t></si></sst>'
    )
    write("entities.xlsx", parts.items())
    # 40 MB of one sheet packed to some 40 kB.
    parts = dict(book.parts())
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{MAIN}"><sheetData>' + " " * 40_000_000 + "</sheetData></worksheet>"
    )
    write("bomb.xlsx", parts.items())
    # One filled cell beyond all columns.
    parts = dict(book.parts())
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="XFD2"><v>1</v></c></row></sheetData></worksheet>'
    )
    write("wide.xlsx", parts.items())
    write("opendocument.xlsx", [("mimetype", "application/vnd.oasis"), ("content.xml", "<a/>")])


branch()
small()
hostile()
