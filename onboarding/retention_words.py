"""What each kind of data with a term holds, in plain words."""

from functools import partial

from onboarding.enums import RetentionKind
from profiles.dutch import count

HOLDS = {
    RetentionKind.STAGE: "De student, de aanvraag, de stage, gesprekken, planning, vragen, taken, kaarten en afscheid. "
    "Telt vanaf de laatste dag van de laatste stage bij jullie.",
    RetentionKind.NOT_PLACED: "De student, de aanvraag en de wensen. Telt vanaf de dag waarop de stage zou beginnen.",
    RetentionKind.LISTS: "De lijst zoals school die gaf, met de namen. Telt vanaf de dag waarop de lijst kwam.",
    RetentionKind.MAILS: "De tekst en het adres. Telt vanaf de dag van de mail, en nooit vóór het einde van de stage.",
    RetentionKind.LOG: "Wie wat besloot, en wanneer. Telt per regel.",
    RetentionKind.ACCOUNTS: "De naam en het adres van een collega. Telt vanaf de dag waarop de laatste rol stopte.",
}
WORDS_OF_NUMBER = {
    RetentionKind.STAGE: partial(count, one="student met stage", many="studenten met stage"),
    RetentionKind.NOT_PLACED: partial(count, one="student zonder plek", many="studenten zonder plek"),
    RetentionKind.LISTS: partial(count, one="lijst", many="lijsten"),
    RetentionKind.MAILS: partial(count, one="mail", many="mails"),
    RetentionKind.LOG: partial(count, one="regel in het logboek", many="regels in het logboek"),
    RetentionKind.ACCOUNTS: partial(count, one="account", many="accounts"),
}
