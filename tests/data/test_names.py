"""What a data file may call things in French and Spanish, besides what is printed."""

import pytest

import bmcgen


def printed(data: dict[str, object]) -> list[str]:
    return [element.source or element.alt for page in bmcgen.make(data).pages for element in page.elements]


@pytest.mark.parametrize(
    ("locale", "typed", "status"),
    [
        ("fr", "confirmée", "confirmé"),
        ("fr", "validé", "confirmé"),
        ("fr", "à l’essai", "en test"),
        ("fr", "invalidée", "écarté"),
        ("fr", "supposition", "hypothèse"),
        ("es", "confirmada", "confirmado"),
        ("es", "en pruebas", "en prueba"),
        ("es", "rechazado", "descartado"),
        ("es", "supuesto", "hipótesis"),
    ],
)
def test_a_status_has_other_names(locale: str, typed: str, status: str) -> None:
    notes = [{"text": "x", "status": typed}]
    text = printed({"layout": "business-model", "locale": locale, "blocks": {"channels": notes}})
    assert any(each.endswith(status) for each in text)


@pytest.mark.parametrize(
    ("locale", "block", "name"),
    [
        ("fr", "general", "Situation familiale"),
        ("fr", "general", "Métier"),
        ("fr", "general", "Centres d’intérêt"),
        ("fr", "general", "Études"),
        ("es", "general", "Estado civil"),
        ("es", "general", "Cargo"),
        ("es", "general", "Pasatiempos"),
        ("es", "general", "Estudios"),
        ("fr", "personality", "Aisance numérique"),
        ("es", "personality", "Presión de tiempo en el trabajo"),
    ],
)
def test_what_a_persona_is_asked_has_other_names(locale: str, block: str, name: str) -> None:
    value = "40" if block == "personality" else "Vingt"
    text = printed({"layout": "persona", "locale": locale, "blocks": {block: {name: value}}})
    assert block == "personality" or "Vingt" in text


@pytest.mark.parametrize(("locale", "name"), [("fr", "Décisionnaire"), ("fr", "influenceur"), ("es", "Decisora")])
def test_a_part_in_buying_has_other_names(locale: str, name: str) -> None:
    assert printed({"layout": "persona", "locale": locale, "blocks": {"sales-role": [name]}})


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("fr", "Canaux de communication"),
        ("fr", "Partenaires stratégiques"),
        ("fr", "Structure de charges"),
        ("es", "Aliados clave"),
        ("es", "Recursos principales"),
        ("es", "Canales de comunicación"),
    ],
)
def test_a_block_has_other_names(locale: str, name: str) -> None:
    assert "x" in printed({"layout": "business-model", "locale": locale, "blocks": {name: ["x"]}})


@pytest.mark.parametrize(("locale", "yes"), [("fr", "oui"), ("es", "sí")])
def test_yes_is_yes(locale: str, yes: str) -> None:
    notes = [{"text": "a", "amount": "10 EUR"}, {"text": "b", "amount": "5 EUR"}]
    data = {"layout": "business-model", "locale": locale, "totals": yes, "blocks": {"revenue-streams": notes}}
    assert any("15 EUR" in each.replace("\u202f", " ").replace("\u00a0", " ") for each in printed(data))
