"""Words of the hospital and words of home that mean the same, so that "CVA" finds "beroerte" and the reverse.

Each line is one thing. Whoever writes one of its words is found by all of them. Plain Dutch first. Folded, as
profiles.folding writes it; a plural needs no word of its own.
"""

import re

MEDICAL_WORDS = (
    ("beroerte", "cva", "herseninfarct", "hersenbloeding"),
    ("tia", "voorbijgaande beroerte"),
    ("longziekte", "copd", "longemfyseem", "chronische bronchitis"),
    ("longontsteking", "pneumonie"),
    ("benauwdheid", "dyspneu"),
    ("dementie", "alzheimer", "vasculaire dementie", "geheugenproblemen", "geheugenverlies"),
    ("suikerziekte", "diabetes", "diabetes mellitus", "dm"),
    ("vallende ziekte", "epilepsie"),
    ("hartfalen", "decompensatio cordis", "zwak hart"),
    ("hartinfarct", "hartaanval", "myocardinfarct"),
    ("hartritmestoornis", "boezemfibrilleren", "atriumfibrilleren", "ritmestoornis"),
    ("hoge bloeddruk", "hypertensie"),
    ("kanker", "oncologie", "tumor"),
    ("gebroken heup", "heupfractuur", "collumfractuur"),
    ("botbreuk", "fractuur", "gebroken bot"),
    ("nieuwe heup", "heupprothese", "totale heup"),
    ("nieuwe knie", "knieprothese", "totale knie"),
    ("botontkalking", "osteoporose"),
    ("gewrichtsslijtage", "artrose", "slijtage"),
    ("reuma", "reumatoide artritis", "gewrichtsontsteking"),
    ("parkinson", "ziekte van parkinson", "parkinsonisme"),
    ("ms", "multiple sclerose"),
    ("spierziekte", "amyotrofische laterale sclerose"),
    ("dwarslaesie", "verlamming"),
    ("hersenletsel", "nah", "niet aangeboren hersenletsel"),
    ("nierziekte", "nierfalen", "dialyse", "nefrologie"),
    ("darmziekte", "crohn", "colitis", "colitis ulcerosa"),
    ("blaasontsteking", "urineweginfectie", "uwi"),
    ("doorligwond", "doorligplek", "decubitus"),
    ("open been", "ulcus cruris"),
    ("slechte doorbloeding", "perifeer vaatlijden", "etalagebenen"),
    ("bloedvergiftiging", "sepsis"),
    ("plotselinge verwardheid", "delier", "acute verwardheid"),
    ("somberheid", "depressie", "depressief"),
    ("angst", "angststoornis", "paniekstoornis"),
    ("psychose", "schizofrenie", "wanen"),
    ("manisch depressief", "bipolaire stoornis", "bipolair"),
    ("verslaving", "alcoholverslaving", "middelengebruik"),
    ("autisme", "ass", "autismespectrumstoornis"),
    ("adhd", "aandachtsproblemen"),
    ("verstandelijke beperking", "licht verstandelijke beperking", "lvb"),
    ("downsyndroom", "syndroom van down"),
    ("slikproblemen", "dysfagie", "slikstoornis"),
    ("taalproblemen na een beroerte", "afasie"),
    ("overgewicht", "obesitas"),
    ("ondervoeding", "malnutritie"),
    ("laatste levensfase", "palliatieve zorg", "palliatief", "terminale zorg"),
    ("bevalling", "verloskunde", "zwangerschap"),
    ("kraambed", "kraamtijd"),
    ("te vroeg geboren", "prematuur", "neonatologie"),
    ("kindergeneeskunde", "pediatrie", "zieke kinderen"),
    ("ouderenzorg", "geriatrie", "kwetsbare ouderen"),
    ("operatie", "chirurgie"),
    ("spoedeisende hulp", "seh", "eerste hulp"),
    ("intensieve zorg", "ic", "intensive care"),
    ("huidziekte", "eczeem", "dermatologie"),
)


def other_words(text):
    """The words that mean the same as something in `text`, which is folded: "na een cva" gives beroerte and more."""
    said = {ALL_WORDS[found] for found in KNOWN.findall(text)}
    return [word for line in sorted(said) for word in MEDICAL_WORDS[line] if f" {word} " not in f" {text} "]


ALL_WORDS = {word: number for number, line in enumerate(MEDICAL_WORDS) for word in line}
KNOWN = re.compile(rf"\b({'|'.join(sorted(map(re.escape, ALL_WORDS), key=len, reverse=True))})(?:en|s|n|e)?\b")
