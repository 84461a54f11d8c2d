"""The mails of a trial: what the local mail server caught, read from its files for one page of the portal."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_binary_file, message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from profiles.mail_html import URL
from profiles.mailing import compose

NAME = re.compile(r"^\d{20}$")
EXAMPLE = "voorbeeld"  # always there, also before anything was sent
EXAMPLE_TEXT = """Beste Noor,

Je stageplek is bekend. Je loopt stage op De Kade.

Wanneer: de eerste stagedag om 8.30 uur
Waar: Receptie hoofdingang

Dit staat nog open op jouw lijst:
- Vraag je verklaring aan.
- Koop dichte schoenen.

Naar jouw pagina: {address}/mijn-stage

Vraag? Mail {email} of bel {phone}.

Groet,
{name}
"""
STYLES = re.compile(r"<style[^>]*>(.*?)</style>|\sstyle=\"([^\"]*)\"", re.DOTALL)


@dataclass(frozen=True)
class Caught:
    """One mail as its headers say it."""

    key: str
    subject: str
    sender: str
    to: str
    at: datetime


@dataclass(frozen=True)
class Attachment:
    """A file that came along."""

    number: int
    name: str
    kind: str
    content: bytes


def folder():
    """Where the mail server of the trial puts its files."""
    return Path(settings.DATA_DIR) / "postvak"


def keys():
    """The keys of all mails, the newest first."""
    return [path.stem for path in sorted(folder().glob("*.eml"), reverse=True) if NAME.match(path.stem)]


def headlines(some):
    """A Caught for each of these keys; one that was thrown away meanwhile is left out."""
    found = []
    for key in some:
        try:
            with open(folder() / f"{key}.eml", "rb") as file:
                found.append(_caught(key, BytesHeaderParser(policy=default).parse(file)))
        except FileNotFoundError:
            continue
    return found


def read(key):
    """The whole mail, or None."""
    if key == EXAMPLE:
        return _example()
    if not NAME.match(key):
        return None
    try:
        with open(folder() / f"{key}.eml", "rb") as file:
            return message_from_binary_file(file, policy=default)
    except FileNotFoundError:
        return None


def headline(key, mail):
    """The Caught of a mail that was read."""
    return _caught(key, mail)


def text_of(mail):
    """The text part."""
    part = mail.get_body(("plain",))
    return part.get_content() if part else ""


def html_of(mail):
    """The HTML part, or an empty text."""
    part = mail.get_body(("html",))
    return part.get_content() if part else ""


def links_of(text):
    """Every address of a page in the text, each once, in order."""
    return list(dict.fromkeys(re.findall(URL, text)))


def attachments_of(mail):
    """The files that came along."""
    return [
        Attachment(number, part.get_filename() or f"bijlage-{number}", part.get_content_type(), _bytes(part))
        for number, part in enumerate(mail.iter_attachments())
    ]


def style_policy(html):
    """What style-src must allow for exactly the styles in this HTML: their hashes, and nothing else."""
    hashes = {
        base64.b64encode(hashlib.sha256((element or attribute).encode()).digest()).decode()
        for element, attribute in STYLES.findall(html)
    }
    return " ".join(["'unsafe-hashes'", *(f"'sha256-{one}'" for one in sorted(hashes))])


def _caught(key, mail):
    name, address = parseaddr(str(mail["From"] or ""))
    moment = int(key) / 1e9 if NAME.match(key) else timezone.now().timestamp()
    return Caught(
        key=key,
        subject=str(mail["Subject"] or "Zonder onderwerp"),
        sender=name or address,
        to=str(mail["To"] or ""),
        at=datetime.fromtimestamp(moment, tz=timezone.get_current_timezone()),
    )


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_content()
    return content.encode() if isinstance(content, str) else content


def _example():
    text = EXAMPLE_TEXT.format(
        address=settings.SITE_URL, email=settings.HELP_EMAIL, phone=settings.HELP_PHONE, name=settings.SITE_NAME
    )
    mail = compose("Noor, zo ziet een mail eruit", text, to=["noor@leerling.example"], sender="Zorggroep Voorbeeld")
    return message_from_bytes(mail.message().as_bytes(), policy=default)
