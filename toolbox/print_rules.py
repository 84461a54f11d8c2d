"""What the HTML of a printed document may hold.

The print service must end and must reach nothing, whatever text ends up in a document. So there is a list of
what is allowed, and everything else is refused before WeasyPrint sees it. No tables: a 45-byte colspan keeps
WeasyPrint busy for minutes, and lists are laid out twice as fast. No styling from the content: it could ask
for a kilometre of paper. Photos only as a JPEG inside the document, which `toolbox.printed_photo` makes anew.
"""

import re

MAX_CHARACTERS = 300_000  # without photos; our longest document has 30,000
MAX_PHOTO_CHARACTERS = 1_500_000  # all photos of a document together; that of a poster has 500,000
MAX_ELEMENTS = 6_000  # our longest has 500
MAX_DEPTH = 40  # deeper nesting only serves to exhaust the stack

SVG = "{http://www.w3.org/2000/svg}"
STRUCTURE = ("html", "head", "meta", "title", "body", "article", "header", "main", "section", "div")
TEXT = ("h1", "h2", "h3", "p", "ul", "ol", "li", "a", "br", "strong", "span", "img")
DRAWING = (f"{SVG}svg", f"{SVG}path", f"{SVG}title")
TAGS = frozenset((*STRUCTURE, *TEXT, *DRAWING))
ATTRIBUTES = frozenset(
    ("lang", "charset", "class", "data-foot", "href", "viewBox", "d", "stroke", "transform", "src", "alt")
)
PHOTO = re.compile("data:image/jpeg;base64,[A-Za-z0-9+/]+={0,2}")
LINKS = ("https://", "http://", "mailto:", "tel:")  # written in the file as a link, never fetched


class DocumentRefused(Exception):
    """The HTML holds something a printed document may not hold. The message says what."""


def refuse_size(html):
    """Raise DocumentRefused when the HTML text is too long to parse."""
    characters = len(PHOTO.sub("", html))
    if characters > MAX_CHARACTERS:
        raise DocumentRefused(f"The document has {characters} characters; at most {MAX_CHARACTERS} are printed.")
    if len(html) - characters > MAX_PHOTO_CHARACTERS:
        raise DocumentRefused(f"The photos take more than {MAX_PHOTO_CHARACTERS} characters.")


def has_photos(html):
    """Whether the document holds a photo, which no other document will ask for again."""
    return "data:image/jpeg" in html


def refuse_content(root):
    """Raise DocumentRefused when the parsed document has an element, attribute or address that is not allowed.

    `root` is the html element of an ElementTree.
    """
    elements = 0
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        elements += 1
        if element.tag not in TAGS:
            raise DocumentRefused(f"The element {element.tag} is not printed.")
        for name, value in element.attrib.items():
            _refuse_attribute(element.tag, name, value)
        if elements > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise DocumentRefused(f"The document is too long or nested too deep (element {elements}, depth {depth}).")
        stack.extend((child, depth + 1) for child in element)
    if not root.get("lang") or not (root.findtext("head/title") or "").strip():
        raise DocumentRefused("A printed document needs a language and a title.")


def _refuse_attribute(tag, name, value):
    if name not in ATTRIBUTES:
        raise DocumentRefused(f"The attribute {name} on {tag} is not printed.")
    if name == "src" and (tag != "img" or not PHOTO.fullmatch(value)):
        raise DocumentRefused(f"The picture {value[:60]} is not printed.")
    if name == "href" and not value.startswith(LINKS):
        raise DocumentRefused(f"The link {value[:60]} is not printed.")
