"""Words of a locale with places for values: what a hostile one may not do, and where that is told."""

import json
from pathlib import Path

import pytest
import yaml

import bmcgen
from bmcgen.assets.phrases import phrase
from bmcgen.assets.templates import MOST_OUTPUT, MOST_TEMPLATE
from bmcgen.diagnostics import Diagnostic, Place, Problems
from bmcgen.resources import SHIPPED
from tests.conftest import loaded

HERE = Place("locales/xx/locale.yaml")
HOSTILE = {
    "multiplied": '{{ "a" * 999999999 }}',
    "multiplied list": "{{ [1] * 999999999 }}",
    "padded by a format": '{{ "%999999999d" % count }}',
    "padded by a filter": "{{ count|center(10**9) }}",
    "formatted by a filter": '{{ "%999999999d"|format(count) }}',
    "indented": "{{ title|indent(999999999) }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a loop over a range": "{% for n in range(10**9) %}x{% endfor %}",
    "nested loops": "{% for a in title %}{% for b in title %}{% for c in title %}x{% endfor %}{% endfor %}{% endfor %}",
    "joined": '{{ title|join("x" * 999999) }}',
    "replaced": '{{ title|replace("a", title)|replace("a", title)|replace("a", title) }}',
    "doubled": "{% set a = title %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "text added to text": "{{ title + title }}",
    "deep brackets": "{{ " + "(" * 2_000 + "1" + ")" * 2_000 + " }}",
    "deep conditions": "{% if count %}" * 150 + "{% endif %}" * 150,
    "very long": "{{ title }}" * MOST_TEMPLATE,
}


@pytest.mark.parametrize("template", HOSTILE.values(), ids=HOSTILE)
def test_words_neither_multiply_nor_pad_text(template: str) -> None:
    with pytest.raises(Problems) as caught:
        phrase(template, HERE, count=3, title="aaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert [each.code for each in caught.value.diagnostics] == ["bad-phrase"]


def test_what_is_filled_in_has_a_limit() -> None:
    for template in ("{{ title }}" * 30, "{% if 1 %}{% endif %}" + "{{ title }}" * 30):
        assert len(phrase(template, HERE, title="a" * 600)) == 18_000
        with pytest.raises(Problems, match=f"more than {MOST_OUTPUT:,} characters"):
            phrase(template, HERE, title="a" * 700)


def test_words_may_count_compare_and_change_their_case() -> None:
    template = (
        '{% if total > 1 %}{{ name|upper }} {{ total - 1 }} {{ "more" if total - number else "none" }}{% endif %}'
    )
    assert phrase(template, HERE, name="Ann", number=2, total=3) == "ANN 2 more"


def locale_with(folder: Path, key: str, template: str) -> list[Diagnostic]:
    """What is wrong with a locale in which these words stand in place of its own."""
    words = (SHIPPED / "locales/en/locale.yaml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(words) if line.strip().startswith(f"{key}:"))
    words[number] = f"  {key}: {json.dumps(template)}"
    path = folder / "locales/en/locale.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(words) + "\n", encoding="utf-8")
    try:
        bmcgen.make("business-model", assets=folder)
    except Problems as exc:
        where = exc.diagnostics[0].where
        assert (where.file, where.line) == (str(path), number + 1)
        assert where.column > len(key)
        return list(exc.diagnostics)
    return []


@pytest.mark.parametrize(
    ("key", "template", "hint"),
    [
        ("sheet", '{{ "a" * 999999999 }}', "number, total"),
        ("picture-of", "{{ nmae }}", "name"),
        ("tiles-glue", "{% for a in overlap %}", "overlap"),
        ("continued", "{{ number }}", "nothing"),
    ],
)
def test_wrong_words_are_told_at_their_place_though_no_sheet_says_them(
    tmp_path: Path, key: str, template: str, hint: str
) -> None:
    (problem,) = locale_with(tmp_path, key, template)
    assert problem.code == "bad-phrase"
    assert hint in problem.hint


def test_a_wrong_hint_of_a_block_is_told_at_its_place(tmp_path: Path) -> None:
    words = loaded(SHIPPED / "locales/en/persona.yaml")
    block = next(name for name, each in words["blocks"].items() if "hint" in each and "{{" in each["hint"])
    words["blocks"][block]["hint"] = "{{ least * 99999999 }}"
    path = tmp_path / "locales/en/persona.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(words), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make("persona", assets=tmp_path)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.file, problem.where.line > 1) == ("bad-phrase", str(path), True)
