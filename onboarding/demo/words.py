"""Makes the word lists of the institutions in the demo region."""

import tomllib

from onboarding.demo.content import FOLDER
from profiles.models import GlossaryTerm


def make_words(institutions):
    """The words of every institution, by the keys of `institutions`; raises KeyError for an unknown one."""
    content = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    for key, words in content.items():
        for term, explanation in words.items():
            GlossaryTerm.objects.create(institution=institutions[key], term=term, explanation=explanation)
