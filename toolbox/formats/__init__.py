"""Everything that is printed. A new format is a module here, a template folder and one line in FORMATS."""

from dataclasses import dataclass
from types import ModuleType

from toolbox.formats import (
    act_card,
    fill_in_profile,
    introduction_checklist,
    inwerkdocument,
    leerplaatsprofiel,
    poster,
    qr_card,
    startlijst,
    word_list,
)


@dataclass(frozen=True)
class Format:
    """One kind of document: `module.html(document)` makes its page, `module.word(document)` its Word file if any."""

    key: str
    label: str
    module: ModuleType

    @property
    def has_word(self):
        """Whether the format also exists as a Word file."""
        return hasattr(self.module, "word")


FORMATS = {
    format.key: format
    for format in (
        Format("leerplaatsprofiel", "Leerplaatsprofiel", leerplaatsprofiel),
        Format("startlijst", "Klaar voor de start", startlijst),
        Format("introduction_checklist", "Checklist introductiebijeenkomst", introduction_checklist),
        Format("inwerkdocument", "Inwerkdocument", inwerkdocument),
        Format("qr_card", "Kaartje met QR-code", qr_card),
        Format("act_card", "Kaartje Mag ik dit al?", act_card),
        Format("poster", "Poster voor de teamkamer", poster),
        Format("fill_in_profile", "Invulversie van het profiel", fill_in_profile),
        Format("word_list", "Woordenlijst", word_list),
    )
}
