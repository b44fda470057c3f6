"""What the `field` component needs to know about a Django form field."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms.boundfield import BoundField


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    value: str
    label: str
    chosen: bool
    group: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A bound field for a template; `kind` picks the GOV.UK component."""

    kind: str
    id: str
    name: str
    value: str
    input_type: str
    attributes: dict[str, Any]
    options: tuple[Option, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Option, ...]], ...]:
        """A select's options under their headings, "" for those without."""
        return tuple((name, tuple(members)) for name, members in groupby(self.options, key=lambda one: one.group))


KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.MultiWidget, "date"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.widgets.Input, "input"),
)
INPUT_TYPES = {forms.DateInput: "date", forms.TimeInput: "time", forms.DateTimeInput: "datetime-local"}


def kind_of(widget: forms.Widget) -> str:
    """Raises TypeError for a widget without a component."""
    for widget_class, kind in KINDS:
        if isinstance(widget, widget_class):
            return kind
    raise TypeError(f"No component renders {type(widget).__name__}.")


def parts(field: BoundField) -> Parts:
    """Raises TypeError for a widget without a component."""
    widget = field.field.widget
    kind = kind_of(widget)
    attributes = field.build_widget_attrs(dict(widget.attrs), widget)
    attributes.pop("id", None)
    if attributes.get("rows") == "10":
        del attributes["rows"]
    # GOV.UK forms never let the browser refuse first: the page's own words explain an error better.
    # The width and height of a text box are the stylesheet's, whatever Django's own defaults say.
    for unwanted in ("cols", "required", "aria-describedby", "aria-invalid"):
        attributes.pop(unwanted, None)
    shown = None if kind in {"file", "date"} else widget.format_value(field.value())
    return Parts(
        kind=kind,
        id=field.auto_id or field.html_name,
        name=field.html_name,
        value="" if shown is None or isinstance(shown, list | tuple) else str(shown),
        input_type=INPUT_TYPES.get(type(widget), getattr(widget, "input_type", "")),
        attributes=attributes,
        options=_options(field, kind),
    )


def first_input_id(field: BoundField) -> str:
    """Where the error summary's link goes: the input, or the first of several."""
    kind = kind_of(field.field.widget)
    base = field.auto_id or field.html_name
    return f"{base}_0" if kind in {"radios", "checkboxes", "date"} else base


def _options(field: BoundField, kind: str) -> tuple[Option, ...]:
    base = field.auto_id or field.html_name
    widget = field.field.widget
    if kind == "checkbox":
        return (Option(base, "on", str(field.label), widget.check_test(field.value()), ""),)
    if kind == "date":
        values = field.value()
        values = values if isinstance(values, list) else widget.decompress(values)
        return tuple(
            Option(f"{base}_{index}", "" if value is None else str(value), str(label), False, "")
            for index, (label, value) in enumerate(zip(widget.labels, values, strict=True))
        )
    if kind not in {"radios", "checkboxes", "select"}:
        return ()
    options: list[Option] = []
    chosen = widget.format_value(field.value())
    for group, members, _position in widget.optgroups(field.html_name, chosen, {}):
        for member in members:
            identity = f"{base}_{len(options)}"
            options.append(
                Option(identity, str(member["value"]), str(member["label"]), bool(member["selected"]), group or "")
            )
    return tuple(options)
