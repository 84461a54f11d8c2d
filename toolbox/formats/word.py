"""Builds Word files: real headings, lists, tables and check boxes to click, in Word and LibreOffice."""

import io

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from toolbox.formats.word_table import (
    NAMESPACES,
    NOTE_STYLE,
    ROW_TO_WRITE,
    STYLE,
    box,
    choice_table,
    printable,
    run,
    table,
    tick_table,
    words,
)

LANGUAGE = "nl-NL"
FONT = "Arial"  # on every computer, and LibreOffice has one of the same width
PETROL = RGBColor(0x0E, 0x53, 0x61)
GREY = RGBColor(0x4C, 0x5A, 0x5E)
TEXT_WIDTH = Mm(176)
LIST_INDENT = Mm(6.35)  # where the text of a numbered line begins
FACT_TAB, BLANK_TAB = Mm(52), Mm(130)  # where the answer to a fact begins, and the line to write it on ends
WRITING_STYLE = "Schrijfregel"
HOW_TO_EDIT = (
    "Klik op een vierkantje als iets klaar is.",
    "Een regel erbij? Kopieer een regel en plak hem eronder.",
    "Een regel weg? Selecteer de hele regel en verwijder hem.",
)


def begun(document, name):
    """A WordFile with what most sheets begin with: what it is called, its heading, its facts and its introduction.

    `document` has the properties title, footer and heading, and the fields origin, facts and intro.
    """
    file = WordFile(document.title, document.footer, document.origin.sender)
    file.text(name, soft=True, bold=True)
    file.heading(document.heading, 1)
    file.facts(document.facts)
    if document.intro:
        file.text(document.intro)
    return file


class WordFile:
    """One Word document on A4. Add parts from top to bottom, then ask for `data()`."""

    def __init__(self, title, footer, sender):
        self._document = Document()
        self._check_boxes, self._steps = 0, 0
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = printable(title), sender, LANGUAGE
        properties.comments = ""
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(17)
        section.top_margin = section.bottom_margin = Mm(18)
        _set_styles(self._document.styles)
        _write_footer(section.footer.paragraphs[0], footer)

    def heading(self, text, level, *, on_new_page=False):
        """A heading of level 1 (once, the name of the document) or 2."""
        heading = self._paragraph(f"Heading{level}", text)
        if on_new_page:
            heading.paragraph_format.page_break_before = True

    def text(self, text, *, soft=False, bold=False, with_next=False):
        """A paragraph. Soft is for what explains; `with_next` keeps it on the page of what follows."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(3)
        paragraph.paragraph_format.keep_with_next = with_next
        run = paragraph.add_run(printable(text))
        run.bold = bold
        if soft:
            run.font.color.rgb = GREY

    def bullets(self, lines, *, with_next=False):
        """A bulleted list."""
        for line in lines:
            self._paragraph("ListBullet", line).paragraph_format.keep_with_next = with_next

    def facts(self, facts):
        """Labels with their answers, one per line, on one page; a line to write on where there is no answer."""
        for number, fact in enumerate(facts, start=1):
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = number < len(facts)
            paragraph.paragraph_format.space_after = Pt(2)
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(FACT_TAB)
            paragraph.add_run(f"{fact.label}:").bold = True
            if not fact.answer:
                stops.add_tab_stop(BLANK_TAB, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
            paragraph.add_run("\t" + (printable(fact.answer) or "\t"))
        paragraph.paragraph_format.space_after = Pt(8)

    def tick_list(self, ticks):
        """A TickList: heading, table with check boxes, and room to write."""
        self.heading(ticks.title, 2)
        if ticks.subtitle:
            self.text(ticks.subtitle, soft=True)
        self._append(tick_table(ticks, self._numbers(len(ticks.ticks))))
        if ticks.writing_lines:
            self.room(ticks.writing, ticks.writing_lines)

    def choices(self, caption, lines, choices, *, to_write=""):
        """A table with a check box per choice beside each line, which is (text, note), and a column to write in."""
        first = self._numbers(len(lines) * len(choices))
        self._append(choice_table(caption, lines, choices, first, to_write))

    def table(self, caption, columns, lines):
        """A table of text. `columns` are (title, millimetres) pairs, 0 for what is left; a line has one
        (text, note) pair per column."""
        self._append(table(caption, columns, [[words(text, note) for text, note in line] for line in lines]))

    def empty_table(self, caption, columns, rows):
        """A table to write in."""
        empty = [[words("") for _ in columns] for _ in range(rows)]
        self._append(table(caption, columns, empty, row_height=ROW_TO_WRITE))

    def prompt(self, text, note="", *, step=0):
        """A question or a thing to do, with what explains it. With `step` it is a numbered one; 1 starts anew."""
        paragraph = self._paragraph("ListNumber" if step else "")
        paragraph.paragraph_format.space_before = Pt(0 if step else 7)
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.keep_with_next = not step
        paragraph.add_run(printable(text)).bold = not step
        if step:
            self._steps = self._new_list() if step == 1 else self._steps
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = self._steps
        if note:
            below = self._paragraph(NOTE_STYLE, note)
            below.paragraph_format.left_indent = LIST_INDENT if step else None

    def _paragraph(self, style="", text=""):
        """A paragraph in the style with this identifier. By its name python-docx searches all styles, each time."""
        paragraph = self._document.add_paragraph(printable(text))
        if style:
            paragraph._p.style = style
        return paragraph

    def _new_list(self):
        """The number of a numbered list that starts at 1."""
        numbering = self._document.part.numbering_part.element
        usual = self._document.styles["List Number"].element.pPr.numPr.numId.val
        new = numbering.add_num(numbering.num_having_numId(usual).abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return new.numId

    def boxes(self, question, choices):
        """The choices of one question in a row, each with a check box before it."""
        first = self._numbers(len(choices))
        inside = "".join(
            box(f"{choice}: {question}", first + index) + run(f"\u00a0{choice}     ")
            for index, choice in enumerate(choices)
        )
        self._append(parse_xml(f"<w:p {NAMESPACES}>{inside}</w:p>"))

    def room(self, question, lines):
        """Lines to write on, below a question (or below what stands above when it is empty)."""
        if question:
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.space_before = Pt(8)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.add_run(printable(question)).bold = True
        for number in range(lines):
            paragraph = self._paragraph(WRITING_STYLE)
            paragraph.paragraph_format.keep_with_next = number < lines - 1

    def _append(self, element):
        body = self._document.element.body
        body.append(element)
        body.append(body.sectPr)  # stays last

    def _numbers(self, wanted):
        """The first of so many numbers for check boxes that no other box of this document has."""
        first = self._check_boxes + 1
        self._check_boxes += wanted
        return first

    def data(self):
        """The bytes of the docx file."""
        output = io.BytesIO()
        self._document.save(output)
        return output.getvalue()


def _set_styles(styles):
    _set_font(styles["Normal"], 10.5)
    styles["Normal"].paragraph_format.space_after = Pt(5)
    for level, size, before, after in ((1, 21, 0, 6), (2, 14, 14, 3), (3, 11.5, 9, 2)):
        heading = styles[f"Heading {level}"]
        _set_font(heading, size, PETROL)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(after)
    styles["List Bullet"].paragraph_format.space_after = Pt(2)
    cell = styles.add_style(STYLE, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Normal"]
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1.5)
    note = styles.add_style(NOTE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = cell
    note.font.size, note.font.color.rgb = Pt(9), GREY
    note.paragraph_format.space_before = Pt(0)
    line = styles.add_style(WRITING_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    line.base_style = styles["Normal"]
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(7.5), Pt(0)
    rule = 'w:val="single" w:sz="4" w:space="1" w:color="8A9896"'
    borders = f"<w:pBdr {nsdecls('w')}><w:bottom {rule}/><w:between {rule}/></w:pBdr>"
    line.element.get_or_add_pPr().insert_element_before(
        parse_xml(borders), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
    styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").set(qn("w:val"), LANGUAGE)


def _set_font(style, size, color=None):
    """Set the font for every script; the default template points at theme fonts, which win over a name."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), FONT)
    if color is not None:
        style.font.color.rgb = color


def _write_footer(paragraph, text):
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.style.font.size = Pt(8.5)
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{printable(text)}\tPagina ")
    paragraph._p.append(_field("PAGE"))
    paragraph.add_run(" van ")
    paragraph._p.append(_field("NUMPAGES"))


def _field(instruction):
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
