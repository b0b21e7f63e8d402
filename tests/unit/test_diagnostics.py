import pickle

from bmcgen.diagnostics import Place, Problems, did_you_mean, error


def test_a_diagnostic_shows_the_line_and_points_at_the_place() -> None:
    place = Place("acme.yaml", 9, 3, 7, "  chanels:")
    shown = str(error("unknown-block", '"chanels" is not a block', place, 'did you mean "channels"?'))
    assert shown == (
        'acme.yaml:9:3: error[unknown-block]: "chanels" is not a block\n'
        "    9 |   chanels:\n"
        '      |   ^^^^^^^ did you mean "channels"?'
    )


def test_a_long_line_is_shown_around_the_place() -> None:
    place = Place("f.json", 1, 5001, 4, "x" * 5000 + "HERE" + "y" * 5000)
    _head, text, marks = str(error("code", "m", place)).split("\n")
    assert len(text) < 120
    assert marks.count("^") == 4
    assert text[marks.index("^") :].startswith("HERE")


def test_control_characters_of_a_file_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in str(error("code", "m", Place("f", 1, 1, 1, "a\x1b[31mred")))


def test_problems_survive_being_sent_to_another_process() -> None:
    problems = Problems([error("code", "message", Place("f", 1, 2))])
    assert pickle.loads(pickle.dumps(problems)).diagnostics == problems.diagnostics


def test_the_nearest_word_is_suggested_whatever_its_case() -> None:
    assert did_you_mean("KANALEN", ["Kanäle", "Kanalen"]) == 'did you mean "Kanalen"?'
    assert did_you_mean("zzz", ["a", "b"]) == "choose from: a, b"
    assert did_you_mean("zzz", ["a"], "look elsewhere") == "look elsewhere"
