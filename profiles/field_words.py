"""Dutch words for fields that have none of their own: technical ones, and those no form asks for."""

WORDS = dict(
    line.split(": ", 1)
    for line in """
about: waarover
act: handeling
answer: antwoord
answer_by: wanneer er antwoord hoort te zijn
answered_at: wanneer geantwoord
answered_by: wie antwoordde
answers: antwoorden
archived_at: wanneer gestopt
archived_by: wie stopte
asked_at: wanneer gevraagd
asked_by: wie het vroeg
at: wanneer
attempts: aantal pogingen
author: wie het schreef
based_on: waarop gebaseerd
batch: samen bevestigd met
before: hoe het was
before_at: de vorige keer
before_by: wie de vorige keer
blocking: mag de start tegenhouden
body: tekst van de mail
buddy: paar van mentor en nieuwe student
by: wie het deed
by_hand: met de hand gekozen
by_student: door de student zelf
can_undo: kan terug
cancelled_at: wanneer vervallen
cancelled_by: wie liet vervallen
cannot_come_at: wanneer de student zei niet te kunnen
captions: ondertitels
card: idee
changed_at: wanneer aangepast
changes: wat er veranderde
checked_at: wanneer nagekeken
checked_by: wie nakeek
chosen_at: wanneer gekozen
chosen_by: wie koos
claimed_at: wanneer opgepakt om te versturen
closed: genoeg antwoorden om te lezen
closed_at: wanneer gesloten
closed_by: wie sloot
code_hash: versleutelde code
columns: kolommen
confirmed_at: wanneer bevestigd
confirmed_by: wie bevestigde
content: inhoud
copied_parts: overgenomen delen
corrected: met de hand verbeterde velden
corrections: verbeteringen
counts: aantallen per antwoord
created_at: wanneer gemaakt
critical: onmisbaar
date_joined: wanneer het account kwam
day: dag
days_before: dagen voor de start
days_before_end: dagen voor de laatste dag
decided_at: wanneer besloten
decided_by: wie besloot
decided_on: wanneer besloten
decisions: keuzes
default_programme: gewone opleiding van deze school
detail: bijzonderheden
difference: verschil met het vorige voorstel
digest: kenmerk van het bestand
documents: welke bladen
done: klaar of weer open
done_at: wanneer klaar
done_by: wie het klaar meldde
done_parts: delen die klaar zijn
dropped_at: wanneer weer losgelaten
due_on: wanneer het klaar moet zijn
earlier_role: aan wie het eerst gevraagd was
earlier_weekdays: stagedagen van eerder
ended_at: wanneer gestopt
entered_by_staff: door een collega ingevoerd
expires_at: tot wanneer geldig
face: kant van de dobbelsteen
facets: kenmerken om op te zoeken
fact: wat al bekend was
failures: wat niet lukte
fallback: wat te doen als het niet lukt
file: bestand
filename: naam van het bestand
final_at: wanneer vastgesteld
fingerprint: kenmerk van het bestand
finished_at: wanneer klaar
finished_by: wie het afrondde
first_at: eerste keer
first_seen_at: wanneer de pagina voor het eerst open ging
format: soort blad
formats: soorten bladen
from_day: welke dag het was
given_at: wanneer gegeven
goals: waar het goed voor is
guide_yes_at: wanneer de begeleider ja zei
guides: wie het leidt
half_year: welk half jaar
height: hoogte
held_at: wanneer gehouden
held_by: wie noteerde dat het er was
hours: uren
id: nummer
in_figures: of de stage al is geteld in de cijfers
inherited: overgenomen antwoorden
institution: instelling
instruction: extra regel in de mail
intro_version: versie van de inleiding
invited_at: wanneer uitgenodigd
is_active: mag inloggen
is_shown: zichtbaar voor studenten
item: regel van het sjabloon
job: afdruk
key: kenmerk
kind: soort
known_facts: wat de student al weet van de eerste dag
large: groot formaat
last_at: laatste keer
latitude: plaats op de kaart, noord
lead_time: hoe lang het regelen duurt
lead_unit: dagen, weken of maanden
learning_way: leerweg
leerplaats: leerplaats
level: voor wie
location: locatie
locked_at: wanneer vastgezet
locked_by: wie vastzette
longitude: plaats op de kaart, oost
made_at: wanneer gemaakt
made_by: wie het maakte
mails_paused_at: sinds wanneer mails wachten
mails_paused_by: wie de mails liet wachten
mapping: welke kolom wat is
mark_hash: versleuteld merkteken
marked_at: wanneer ingevuld
marks: wat is afgevinkt
meanings: wat een woord van school betekent
media_type: soort film
medium: middelgroot formaat
meeting: introductie
mentor: mentor
mode: wat mag
moved_at: wanneer verzet
moved_by: wie verzette
note: toelichting
noted_at: wanneer genoteerd
noted_by: wie het noteerde
number: nummer
offer: plek
on_paper: of het op papier was
options: hoe afgedrukt
outcome: uitkomst
own: zelf toegevoegd
owner: wie het doet
pages: aantal pagina's
paired_at: wanneer gekozen
paired_by: wie koos
part: deel
passed_on_at: wanneer doorgegeven
period: periode
placed: aantal met een plek
placement: stage
plan: planningsvoorstel
planned_end: tot wanneer de stage zou duren
position: volgorde
postcode: postcode
poster: beeld bij de film
present: was erbij
preview: voorbeeld van de lijst
problem: waarom het niet lukte
profile: profiel
programme: opleiding
progress: hoe ver
proposed_at: wanneer voorgesteld
published: wat online staat
published_at: wanneer online
published_by: wie online zette
purpose: waarvoor
question: vraag
questions: vragen
rank: volgorde
reason: reden
reasons: redenen
refused: wat niet kon
released_at: wanneer losgelaten
reminded_at: wanneer herinnerd
removed_at: wanneer weggehaald
removed_entry: wat is weggehaald
reopened_at: wanneer het weer openging
reported_at: wanneer gemeld
reported_by: wie het meldde
request: aanvraag
requested_at: wanneer gevraagd
requested_by: wie het vroeg
resolved_at: wanneer opgelost
resolved_by: wie het oploste
restores: wat ongedaan maken terugzette
revoked_at: wanneer gesloten
revoked_by: wie sloot
role: rol
rollout: ronde van invoeren
round: ronde
run: voorstel
said_at: wanneer geschreven
school: school
school_year: schooljaar
score: hoe goed het voorstel past
search: zoekwoorden
search_words: zoekwoorden
seat: nummer van de plek
section: deel
sector: soort zorg
seen: wat er stond
send_after: niet eerder versturen dan
sent_at: wanneer verstuurd
sent_by: wie het stuurde
shared_at: wanneer gedeeld
sheets: voor wie
short_name: korte naam
signal: vinkt zichzelf af
skipped_at: wanneer overgeslagen
slug: naam in het webadres
small: klein formaat
sort_name: naam om te sorteren
sort_term: woord om te sorteren
source: waar het vandaan komt
source_intro_version: versie van de bron
source_version: versie van de bron
stagedag: stagedag
started_at: wanneer begonnen
started_by: wie begon
starts_on: eerste dag
status: stand
stays_for: waarvoor we mogen schrijven
stays_since: sinds wanneer
stopped_at: wanneer genoteerd dat de stage eerder stopt
stored_at: wanneer opgeslagen
stored_count: aantal opgeslagen
student: student
student_agreed_at: wanneer de student zei te komen
student_yes_at: wanneer de student ja zei
subject: onderwerp
taken_at: wanneer overgenomen
talk: gesprek
talks_before: hoe de gesprekken waren
task: taak
template: sjabloon
text: tekst
texts: teksten
thanked_at: wanneer bedankt
thanked_by: wie bedankte
thrown_at: wanneer gegooid
to_day: welke dag het werd
to_email: aan welk adres
token_hash: versleutelde link
town: plaats
tries: aantal pogingen
undone_at: wanneer teruggedraaid
unplaced: aantal zonder plek
updated_at: wanneer aangepast
updated_by: wie aanpaste
uploaded_at: wanneer gestuurd
uploaded_by: wie het stuurde
used_at: wanneer gebruikt
user: account
version: versie
visible_to_student: de student ziet dit
waits_for_staff: wacht op antwoord
week_of: in de week van
weeks: weken
werkbegeleider: werkbegeleider
what: wat er gebeurde
width: breedte
will_mentor_at: wanneer de student zei mentor te willen zijn
wishes_given_at: wanneer wensen gegeven
withdrawn_at: wanneer ingetrokken
withdrawn_by: wie introk
words: woorden
worklist: werklijst
""".strip().splitlines()
)
