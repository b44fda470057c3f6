"""One person on two devices: an older answer never takes the place of a newer one, whatever the network does.

The devices are the real scripts, in a browser, with a network and a clock that the test holds in its hands; the service
is the real one. Without scripts, a table of what two open pages may do to one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route

import oneworkforce.gathering.questionnaires as app
from oneworkforce.gathering.questionnaires.drafts import draft_key, send_draft
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.saving.marks import UNCHANGED, mark_at
from oneworkforce.gathering.questionnaires.saving.saves import Act, Gone, Kept, save_answers, save_unless_newer
from oneworkforce.visitors.cookies import ANSWERS, fingerprint
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Person, even

ROOT = Path(app.__file__).parents[2]
SCRIPTS = {
    path.name: path
    for folder in ("gathering/questionnaires", "visitors")
    for path in (ROOT / folder).glob("scripts/*.js")
}
THEME = "shared-identity-and-purpose"
DEVICES = """
import { Device } from '/_device.js'
import { Saver } from '/_saver.js'
window.net = []
window.time = 0
class Storage {
  items = {}
  getItem (key) { return this.items[key] ?? null }
  setItem (key, value) { this.items[key] = value }
  removeItem (key) { delete this.items[key] }
}
window.begin = (draft, names) => {
  net.length = 0
  window.devices = names.map(name => {
    const device = new Device(draft, new Storage())
    const told = []
    const saver = new Saver({
      device,
      clock: () => [time, time],
      post: fields => new Promise((resolve, reject) => net.push({ name, fields, resolve, reject })),
      told: {
        saved: names => told.push(...names.map(one => ['saved', one])),
        newer: (one, value) => told.push(['newer', one, value]),
        differs: (one, mine, theirs) => told.push(['differs', one, mine, theirs]),
        waiting: () => {},
        stopped: (names, why) => told.push(['stopped', names, why]),
        over: why => told.push(['over', why])
      }
    })
    saver.tryLater = () => {}
    return { device, saver, told }
  })
}
window.settle = () => new Promise(resolve => setTimeout(resolve))
window.ready = true
"""


@pytest.fixture(scope="module")
def lab(browser: Browser) -> Iterator[Page]:
    """A page in which the real scripts of two devices can be begun, again and again."""

    def serve(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name == "lab.js":
            route.fulfill(body=DEVICES, content_type="text/javascript")
        elif name:
            route.fulfill(body=SCRIPTS[name].read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<script type=module src=/lab.js></script>", content_type="text/html")

    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", serve)
    page.goto("http://devices.test/")
    page.wait_for_function("window.ready")
    yield page
    context.close()


class Two:
    """Two devices of one person, the network between them and the service, and what really happened in which order."""

    def __init__(self, lab: Page) -> None:
        person = Person(make_assessment()).start()
        self.code = person.code
        self.client = Client()
        self.client.cookies[ANSWERS] = self.code
        self.lab = lab
        self.modes = ["online", "online"]
        self.order: dict[tuple[str, str], int] = {}
        self.values: dict[tuple[str, int], str] = {}
        self.last: dict[str, int] = {}
        self.reached: dict[str, int] = {}
        self.hanging: list[tuple[int, dict[str, str], bool]] = []
        """Requests on their way: whose, what, and whether somebody still waits for the answer."""
        lab.evaluate("([draft, names]) => begin(draft, names)", [fingerprint(self.code), [0, 1]])
        for device in (0, 1):
            self.look(device)

    @property
    def draft(self) -> Draft:
        return Draft.objects.get(pk=draft_key(self.code))

    def stored(self, name: str) -> int:
        """Which act is stored, by the real order of acts; -1 for none yet."""
        mark = mark_at(self.draft.marks, int(name[1:]))
        return -1 if mark == UNCHANGED else self.order[name, mark]

    def look(self, device: int) -> None:
        """The device shows a page that comes from the service at this moment."""
        sheet, marks = self.draft.sheet, self.draft.marks
        known = {f"q{at}": [sheet[at], mark_at(marks, at)] for at in (0, 1)}
        self.lab.evaluate(
            "([which, known]) => devices[which].device.change(state => Object.assign(state.known, known))",
            [device, known],
        )

    def act(self, device: int, name: str, value: str) -> None:
        """Somebody presses. It takes them longer to change hands than a press counts as of just now."""
        self.lab.evaluate("() => { time += 4000 }")
        mark = self.lab.evaluate(
            """async ([which, name, value]) => {
                devices[which].saver.act(name, value)
                await settle()
                return devices[which].device.read().waiting[name]?.mark
            }""",
            [device, name, value],
        )
        self.order[name, mark] = self.last[name] = len(self.order)
        self.values[name, self.last[name]] = value
        self.run_network()
        if self.modes[device] == "online" and not self.waits_in_network(device):
            assert self.stored(name) == self.last[name], "a press that reaches the service at once is the newest"

    def waits_in_network(self, device: int) -> bool:
        """Whether a request of before holds up this device's next."""
        return any(whose == device and awaited for whose, _fields, awaited in self.hanging)

    def run_network(self) -> None:
        """Carry what the devices ask for, as each one's network does at this moment, until nothing moves."""
        for _round in range(20):
            asked = self.lab.evaluate(
                "async () => { await settle(); return net.map(one => [one.name, one.fields, one.taken]) }"
            )
            fresh = [(place, whose, fields) for place, (whose, fields, taken) in enumerate(asked) if not taken]
            if not fresh:
                return
            for place, whose, fields in fresh:
                self.lab.evaluate("place => { net[place].taken = true }", place)
                mode = self.modes[whose]
                if mode == "online":
                    self.answer(place, self.serve(fields))
                elif mode == "loses answers":
                    self.serve(fields)
                    self.fail(place)
                elif mode == "stalls":
                    self.hanging.append((whose, {**fields, "place": place}, True))
                else:
                    self.fail(place)
        raise AssertionError("the devices never come to rest")

    def serve(self, fields: dict[str, str]) -> dict[str, Any]:
        """The service takes a request, now. Nothing older ever takes the place of something newer."""
        response = self.client.post("/answer/save/", {name: text for name, text in fields.items() if name != "place"})
        assert response.status_code == 200, response.content
        for name in ("q0", "q1"):
            now = self.stored(name)
            assert now >= self.reached.get(name, -1), "an older answer took the place of a newer one"
            self.reached[name] = now
        found: dict[str, Any] = response.json()
        return found

    def answer(self, place: int, given: dict[str, Any]) -> None:
        self.lab.evaluate(
            "async ([place, answer]) => { net[place].resolve({ status: 200, answer }); await settle() }", [place, given]
        )

    def fail(self, place: int) -> None:
        self.lab.evaluate("async place => { net[place].reject(new Error()); await settle() }", place)

    def arrive(self, which: int) -> None:
        """A request that was long on its way arrives after all, and its answer if anybody still waits for it."""
        if self.hanging:
            whose, fields, awaited = self.hanging.pop(which % len(self.hanging))
            given = self.serve(fields)
            if awaited:
                self.answer(int(fields["place"]), given)
            self.run_network()
            assert whose in (0, 1)

    def give_up(self, device: int) -> None:
        """The device waits no longer for what is on its way; that goes on travelling."""
        for at, (whose, fields, awaited) in enumerate(self.hanging):
            if whose == device and awaited:
                self.hanging[at] = (whose, fields, False)
                self.fail(int(fields["place"]))
        self.run_network()

    def send(self, device: int) -> None:
        """The device tries again."""
        self.lab.evaluate("async which => { devices[which].saver.send(); await settle() }", device)
        self.run_network()

    def told(self, device: int) -> list[list[Any]]:
        found: list[list[Any]] = self.lab.evaluate("which => devices[which].told", device)
        return found

    def waiting(self, device: int) -> dict[str, Any]:
        found: dict[str, Any] = self.lab.evaluate("which => devices[which].device.read().waiting", device)
        return found

    def known(self, device: int) -> dict[str, Any]:
        found: dict[str, Any] = self.lab.evaluate("which => devices[which].device.read().known", device)
        return found


device = st.integers(0, 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("act"), device, st.sampled_from(["q0", "q1"]), st.sampled_from("123")),
        st.tuples(st.just("act"), device, st.just("q0"), st.sampled_from("12")),
        st.tuples(st.just("mode"), device, st.sampled_from(["online", "offline", "loses answers", "stalls"])),
        st.tuples(st.just("arrive"), st.integers(0, 5)),
        st.tuples(st.just("give up"), device),
        st.tuples(st.just("send"), device),
        st.tuples(st.just("look"), device),
    ),
    min_size=4,
    max_size=16,
)
THERE_AND_BACK = [
    ("act", 0, "q0", "3"), ("look", 1), ("mode", 0, "offline"), ("act", 0, "q0", "2"),
    ("act", 1, "q0", "1"), ("act", 1, "q0", "3"),
]  # fmt: skip
"""What values alone would not tell: the newer device came back to the value that the older one had seen."""
A_GHOST = [
    ("act", 0, "q0", "3"), ("mode", 0, "stalls"), ("act", 0, "q0", "2"), ("give up", 0), ("mode", 0, "online"),
    ("send", 0), ("act", 0, "q0", "3"), ("arrive", 0),
]  # fmt: skip
"""One device's own request that arrives after it was tried again, and after its answer was changed back."""


@pytest.mark.browser
@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@example(THERE_AND_BACK)
@example(A_GHOST)
@given(STEPS)
def test_whatever_the_network_does_the_last_act_stays_or_its_person_is_told(lab: Page, steps: list[Any]) -> None:
    two = Two(lab)
    for kind, *arguments in steps:
        if kind == "mode":
            two.modes[arguments[0]] = arguments[1]
        else:
            {"act": two.act, "arrive": two.arrive, "give up": two.give_up, "send": two.send, "look": two.look}[kind](
                *arguments
            )

    # At the end both are connected, and whatever is still on its way arrives.
    two.modes = ["online", "online"]
    for which in (0, 1):
        two.give_up(which)
        two.send(which)
    while two.hanging:
        two.arrive(0)
    for which in (0, 1):
        two.send(which)
        assert two.waiting(which) == {}, "nothing waits for ever"
    conflicts = {told[1] for which in (0, 1) for told in two.told(which) if told[0] == "newer"}
    for name, last in two.last.items():
        same = two.values.get((name, two.stored(name))) == two.values[name, last]
        assert same or name in conflicts, "the last act is lost, and nobody was told"


@pytest.mark.browser
@pytest.mark.django_db
def test_a_comment_changed_on_both_devices_is_shown_in_both_texts_until_its_writer_decides(lab: Page) -> None:
    two, name = Two(lab), f"comment:{THEME}"
    known = {name: ["", UNCHANGED]}
    for which in (0, 1):
        lab.evaluate(
            "([which, known]) => devices[which].device.change(s => Object.assign(s.known, known))", [which, known]
        )

    def write(which: int, text: str) -> None:
        lab.evaluate(
            "async ([w, name, text]) => { devices[w].saver.act(name, text); await settle() }", [which, name, text]
        )
        two.run_network()

    two.modes[0] = "offline"
    write(0, "Written in a tunnel")
    write(1, "Written at the desk")
    two.modes[0] = "online"
    two.send(0)
    assert two.told(0)[-1] == ["differs", name, "Written in a tunnel", "Written at the desk"]
    assert two.draft.comments.get().text == "Written at the desk"
    assert two.waiting(0)[name]["value"] == "Written in a tunnel", "it is kept until somebody decides"

    two.send(0)
    assert two.draft.comments.get().text == "Written at the desk", "and is not sent again by itself"
    lab.evaluate("async name => { devices[0].saver.decide(name, 'Both, in one'); await settle() }", name)
    two.run_network()
    assert two.draft.comments.get().text == "Both, in one"
    assert two.waiting(0) == {}


# ---------------------------------------------------------------------------------------------------------------------
# Without scripts: two pages, each of which says what it had shown.

TWO_PAGES: list[tuple[str, list[tuple[str, dict[str, str]]], str, str]] = [
    ("each changes its own", [("A", {"q0": "3"}), ("B", {"q1": "4"})], "34", ""),
    ("both change the same: the later", [("A", {"q0": "3"}), ("B", {"q0": "4"})], "4.", ""),
    ("the first page again after the second", [("A", {"q0": "3"}), ("B", {"q1": "4"}), ("A", {"q0": "3"})], "34", ""),
    ("an untouched page undoes nothing", [("A", {"q0": "3", "comment": "A"}), ("B", {})], "3.", "A"),
    ("untouched twice", [("A", {}), ("B", {"q0": "5"}), ("A", {}), ("A", {})], "5.", ""),
    ("the same text twice", [("A", {"comment": "A"}), ("A", {"comment": "A"})], "..", "A"),
    ("two texts: the first stays until decided", [("A", {"comment": "A"}), ("B", {"comment": "B"})], "..", "A"),
    ("answers beside two texts are saved", [("A", {"comment": "A"}), ("B", {"q1": "2", "comment": "B"})], ".2", "A"),
    ("one text, the other page none", [("A", {"comment": "A"}), ("B", {"q0": "1"})], "1.", "A"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("steps", "sheet", "comment"), [case[1:] for case in TWO_PAGES], ids=[case[0] for case in TWO_PAGES]
)
def test_two_pages_without_scripts(steps: list[tuple[str, dict[str, str]]], sheet: str, comment: str) -> None:
    person = Person(make_assessment()).start()
    pages = {name: person.fields("/answer/theme/1/") for name in "AB"}
    for name, filled in steps:
        assert person.client.post("/answer/theme/1/", {**pages[name], **filled}).status_code in {200, 302}
    assert person.draft.sheet[:2] == sheet
    assert "".join(person.draft.comments.values_list("text", flat=True)) == comment


@pytest.mark.django_db
def test_a_page_without_scripts_shows_both_texts_and_takes_the_one_that_is_made_of_them() -> None:
    person = Person(make_assessment()).start()
    old = person.fields("/answer/theme/1/")
    person.fill("/answer/theme/1/", comment="From the desk")
    response = person.client.post("/answer/theme/1/", {**old, "q0": "4", "comment": "From the train"})
    text = even(response)
    assert "You wrote something else here on another device" in text
    assert "From the desk</blockquote>" in text
    assert "From the train</textarea>" in text
    page = {**old, "comment": "From both", "comment_shown": person.fields("/answer/theme/1/")["comment_shown"]}
    assert person.client.post("/answer/theme/1/", page).status_code == 302
    assert person.draft.comments.get().text == "From both"


# ---------------------------------------------------------------------------------------------------------------------
# The statement itself.


@pytest.mark.django_db
def test_saves_over_what_the_page_had_seen_and_says_what_stays_elsewhere_in_one_statement() -> None:
    person = Person(make_assessment()).start()
    key = draft_key(person.code)
    save_answers(key=key, changes={1: "5"})
    newer = mark_at(person.draft.marks, 1)
    with CaptureQueriesContext(connection) as queries:
        kept = save_unless_newer(
            key=key, acts={0: Act("2", "aaaa", UNCHANGED), 1: Act("3", "bbbb", f"zzzz {UNCHANGED} yyyy")}
        )
    assert [query["sql"].split()[0] for query in queries] == ["UPDATE"]
    assert kept == {1: Kept("5", newer)}
    assert person.draft.sheet[:2] == "25"
    assert save_unless_newer(key=key, acts={0: Act("4", "cccc", "zzzz aaaa")}) == {}
    assert save_unless_newer(key=key, acts={0: Act("4", "cccc", "zzzz aaaa")}) == {}, "the same once more is the same"
    assert person.draft.sheet[0] == "4"


@pytest.mark.django_db
def test_part_of_a_mark_is_no_mark() -> None:
    person = Person(make_assessment()).start()
    key = draft_key(person.code)
    save_unless_newer(key=key, acts={0: Act("2", "abcd", UNCHANGED)})
    assert save_unless_newer(key=key, acts={0: Act("5", "eeee", "xabc dxxx bcda")}) == {0: Kept("2", "abcd")}


@pytest.mark.django_db
def test_where_somebody_works_is_kept_like_an_answer() -> None:
    person = Person(make_assessment()).start()
    late = {"sector": "health", "locality": "", "mark_about": "aaaa", "was_about": UNCHANGED}
    assert person.autosave(**late).json() == {"saved": True}
    assert person.draft.sector == "health"
    person.fill("/answer/about-you/", sector="", locality="north")
    mark = mark_at(person.draft.marks, len(person.draft.sheet))
    again = person.autosave(**late | {"mark_about": "bbbb", "was_about": "aaaa"}).json()
    assert again == {"saved": True, "kept": {"about": ["/north/", mark]}}
    assert (person.draft.sector, person.draft.locality) == ("", "north")


@pytest.mark.django_db
def test_nothing_late_is_saved_in_a_draft_that_was_sent_and_its_marks_are_gone() -> None:
    person = Person(make_assessment()).start()
    key = draft_key(person.code)
    save_answers(key=key, changes={0: "5"})
    send_draft(key=key)
    with pytest.raises(Gone):
        save_unless_newer(key=key, acts={0: Act("2", "aaaa", UNCHANGED)})
    assert (person.draft.sheet[0], person.draft.marks) == ("5", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [
        {"mark_q0": "aaaa"},
        {"was_q0": "none"},
        {"mark_q0": "a' b", "was_q0": "none"},
        {"mark_q0": "aaaaa", "was_q0": "none"},
    ],
)
def test_what_comes_without_marks_is_what_somebody_does_now(given: dict[str, str]) -> None:
    person = Person(make_assessment()).start()
    assert person.autosave(q0="5").json() == {"saved": True}
    assert person.autosave(q0="3", **given).json() == {"saved": True}
    assert person.draft.sheet[0] == "3"
