"""What the HTML of a printed document may hold.

The print service must end and must reach nothing, whatever text ends up in a document. So there is a list of
what is allowed, and everything else is refused before WeasyPrint sees it. No tables: a 45-byte colspan keeps
WeasyPrint busy for minutes, and lists are laid out twice as fast. No styling from the content: it could ask
for a kilometre of paper.
"""

MAX_CHARACTERS = 4_000_000  # a photo or two as data: addresses, nothing like a book
MAX_TEXT = 200_000  # the longest document of ours has 12,000 characters of text
MAX_ELEMENTS = 6_000  # and 500 elements
MAX_DEPTH = 40  # nesting deeper than this only serves to exhaust the stack

SVG = "{http://www.w3.org/2000/svg}"
HTML_TAGS = "html head meta title body main header section div p span strong h1 h2 h3 ul ol li a br img"
TAGS = frozenset(HTML_TAGS.split()) | {SVG + "svg", SVG + "path", SVG + "title"}
ATTRIBUTES = frozenset(
    "lang charset class data-foot data-head href src alt viewBox d stroke stroke-width fill transform".split()
)
LINKS = ("https://", "http://", "mailto:", "tel:")  # written in the file as a link, never fetched


class DocumentRefused(Exception):
    """The HTML holds something a printed document may not hold. The message says what."""


def refuse_size(html):
    """Raise DocumentRefused when the HTML text is too long to parse."""
    if len(html) > MAX_CHARACTERS:
        raise DocumentRefused(f"The document has {len(html)} characters; at most {MAX_CHARACTERS} are printed.")


def refuse_content(root):
    """Raise DocumentRefused when the parsed document has an element, attribute or address that is not allowed.

    `root` is the html element of an ElementTree.
    """
    elements = text = 0
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        elements += 1
        text += len(element.text or "") + len(element.tail or "")
        if element.tag not in TAGS:
            raise DocumentRefused(f"The element {element.tag} is not printed.")
        for name, value in element.attrib.items():
            _refuse_attribute(element.tag, name, value)
        if elements > MAX_ELEMENTS or text > MAX_TEXT or depth > MAX_DEPTH:
            raise DocumentRefused(f"The document is too long or nested too deep (element {elements}, depth {depth}).")
        stack.extend((child, depth + 1) for child in element)
    if not root.get("lang") or not (root.findtext("head/title") or "").strip():
        raise DocumentRefused("A printed document needs a language and a title.")


def _refuse_attribute(tag, name, value):
    if name not in ATTRIBUTES:
        raise DocumentRefused(f"The attribute {name} on {tag} is not printed.")
    if name == "src" and not value.startswith("data:image/"):
        raise DocumentRefused("A picture in a printed document is a data: address.")
    if name == "href" and not value.startswith(LINKS):
        raise DocumentRefused(f"The link {value[:60]} is not printed.")
