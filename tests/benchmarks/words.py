"""Data files of made-up Dutch businesses: the same seed gives the same file, and no two seeds the same."""

from __future__ import annotations

import json
from random import Random

BLOCKS: dict[str, tuple[str, ...]] = {
    "Klantsegmenten": (
        "Jonge gezinnen in de binnenstad",
        "Zorginstellingen met een eigen keuken",
        "Woningcorporaties",
        "Zelfstandige winkeliers",
        "Sportverenigingen",
        "Gemeenten tot 50.000 inwoners",
    ),
    "Waardeproposities": (
        "Binnen een dag geleverd",
        "Eén rekening voor alles",
        "Zonder borg en zonder abonnement",
        "Energiezuinig en onderhoudsarm",
        "Advies van een vakman",
        "Aantoonbaar minder verspilling",
    ),
    "Kanalen": (
        "Eigen webwinkel",
        "Vakbeurzen en open dagen",
        "Folder in vier talen",
        "Afhaalpunten bij buurthuizen",
        "Installateurs die ons aanbevelen",
        "Nieuwsbrief",
    ),
    "Klantrelaties": (
        "Vaste contactpersoon",
        "Klantenpanel",
        "Bericht zodra er iets verandert",
        "Halfjaarlijks tevredenheidsonderzoek",
        "Zelf regelen in de app",
        "Reparatie aan huis",
    ),
    "Inkomstenstromen": (
        "Jaarabonnement",
        "Onderhoudscontracten",
        "Subsidie van de provincie",
        "Losse verkoop",
        "Verhuur per dagdeel",
        "Licentie-inkomsten",
    ),
    "Key resources": (
        "Werkplaats aan de haven",
        "Vakbekwame monteurs",
        "Klantgegevens en onderhoudshistorie",
        "Merknaam",
        "Elektrische bestelbussen",
        "Voorraadbeheersysteem",
    ),
    "Kernactiviteiten": (
        "Inkopen en opslaan",
        "Opleiden van leerling-medewerkers",
        "Productontwikkeling",
        "Routes plannen",
        "Kwaliteitscontrole",
        "Werven van vrijwilligers",
    ),
    "Key partners": (
        "Regionale telers",
        "Het mbo: stagiairs techniek",
        "Verzekeraar",
        "Drukkerij in Zwolle",
        "Belangenvereniging van huurders",
        "Betaaldienstverlener",
    ),
    "Kostenstructuur": (
        "Salarissen en pensioenpremies",
        "Huur en energie",
        "Verzekeringen",
        "Grondstoffen en verpakkingsmateriaal",
        "Afschrijving van machines",
        "Softwarelicenties",
    ),
}
TAILS = (
    "vooral in het voorjaar",
    "samen met de gemeente",
    "in overleg met de ondernemersvereniging",
    "sinds de verhuizing naar het bedrijventerrein",
    "ook voor wie slecht ter been is",
    "volgens de nieuwe aanbestedingsregels",
    "met een looptijd van drie jaar",
    "per kwartaal vooraf gefactureerd",
    "nog uit te zoeken met de accountant",
    "zonder tussenkomst van de groothandel",
    "op proef tot en met december",
    "dankzij duurzaamheidscertificering",
)
FIRST = (
    "onderhouds",
    "verzekerings",
    "aanbestedings",
    "vrijwilligers",
    "leveranciers",
    "duurzaamheids",
    "opleidings",
    "klanten",
    "voorraad",
    "arbeidsmarkt",
    "scholen",
    "wijk",
)
SECOND = ("plan", "overleg", "budget", "systeem", "regeling", "begeleiding", "panel", "administratie", "dag", "fonds")
SEGMENTS = ("Particulieren", "Zakelijke afnemers", "Overheid en fondsen")
COLOURS = ("green", "orange", "blue")
PLACES = ("Almelo", "Bergen op Zoom", "Delfzijl", "Franeker", "Hoorn", "Kerkrade", "Middelburg", "Venlo", "Zutphen")
TRADES = ("Broodfonds", "Fietsenmakerij", "Groentecoöperatie", "Klusbedrijf", "Leeszaal", "Repaircafé", "Wasserij")
NAMES = (
    "Anneke",
    "Bram",
    "Chantal",
    "Daan",
    "Eefje",
    "Fatima",
    "Gijs",
    "Hülya",
    "Joost",
    "Lisanne",
    "Mirjam",
    "Sjoerd",
)


def poster(seed: int, notes: int = 45) -> str:
    """A business model with this many notes spread evenly over its nine blocks."""
    random = Random(seed)
    lines = [
        *_masthead(random, "business-model", f"{random.choice(TRADES)} {random.choice(PLACES)} {seed}"),
        "segments:",
    ]
    lines += [f"  - {{name: {name}, colour: {colour}}}" for name, colour in zip(SEGMENTS, COLOURS, strict=True)]
    lines.append("blocks:")
    for block, heads in BLOCKS.items():
        lines.append(f"  {block}:")
        lines += [f"    - {_note(random, heads)}" for _ in range(notes // len(BLOCKS))]
    return "\n".join(lines) + "\n"


def persona(seed: int) -> str:
    """A persona with every part but the photo filled in."""
    random = Random(seed)
    lines = _masthead(random, "persona", f"{random.choice(NAMES)} uit {random.choice(PLACES)} ({seed})")
    lines += ["blocks:", f"  quote: {_quoted(_said(random) + '.')}", "  general:", f"    age: {random.randint(19, 80)}"]
    lines += [f"    role: {random.choice(TRADES)}", "  sales-role: [initiator]"]
    lines += [f"  {each}: {_quoted(_story(random, count))}" for each, count in (("background", 6), ("context", 5))]
    lines += [
        "  personality:",
        *(f"    {each}: {random.randint(0, 100)}" for each in ("time-pressure", "digital-skills")),
    ]
    for each, count in (("goals", 4), ("pains", 5), ("influences", 5)):
        lines += [f"  {each}:", *(f"    - {_quoted(_said(random))}" for _ in range(count))]
    return "\n".join([*lines, f"  media: {_quoted(_story(random, 3))}"]) + "\n"


def _masthead(random: Random, layout: str, title: str) -> list[str]:
    by = " en ".join(random.sample(NAMES, 2))
    return [f"layout: {layout}", "locale: nl", f"title: {title}", f"designed-by: {by}", "date: 2026-05-18"]


def _note(random: Random, heads: tuple[str, ...]) -> str:
    text = random.choice(heads)
    kind = random.random()
    if kind < 0.2:
        text = f"{text}: € {random.randint(2, 98)}.{random.randint(0, 999):03} per {random.choice(('maand', 'jaar'))}"
    elif kind < 0.8:
        text = f"{text}, {_detail(random)}"
    if random.random() < 0.5:
        return f"{{text: {_quoted(text)}, segment: {random.choice(SEGMENTS)}}}"
    return _quoted(text)


def _said(random: Random) -> str:
    return f"{random.choice(random.choice([*BLOCKS.values()]))}, {_detail(random)}"


def _detail(random: Random) -> str:
    """Rarely twice the same, as notes of different canvases are not."""
    thing = random.choice(FIRST) + random.choice(SECOND)
    if random.random() < 0.5:
        return f"{random.choice(TAILS)} ({thing})"
    return f"voor {random.randint(3, 480)} deelnemers aan {random.choice(('het eerste', 'ons eigen', 'ieder'))} {thing}"


def _story(random: Random, sentences: int) -> str:
    return " ".join(f"{_said(random)}." for _ in range(sentences))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
