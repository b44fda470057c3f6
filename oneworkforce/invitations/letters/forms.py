from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.invitations.letters.fields import faults_of_body, faults_of_subject
from oneworkforce.invitations.letters.words import LetterWords


class LetterForm(forms.Form):
    """A letter's words. `shown`: fingerprint of the words that the page began from."""

    subject = forms.CharField(
        label=_l("Subject"), max_length=150, error_messages={"required": _l("Give the letter a subject.")}
    )
    body = forms.CharField(
        label=_l("Letter"),
        max_length=6000,
        help_text=_l("Leave a line empty to begin a new paragraph. Words in square brackets are filled in."),
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": _l("Write the letter.")},
    )
    signed_name = forms.CharField(label=_l("Signed by: name"), max_length=120, required=False)
    signed_role = forms.CharField(
        label=_l("Signed by: role"),
        max_length=120,
        required=False,
        help_text=_l("For example: Director of Children’s Services."),
    )
    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: LetterWords, **more: Any) -> None:
        self.before = words
        more["initial"] = {
            "subject": words.subject,
            "body": words.body,
            "signed_name": words.signed_name,
            "signed_role": words.signed_role,
            "shown": words.fingerprint,
        }
        super().__init__(*args, **more)

    def begin_from(self, words: LetterWords) -> None:
        """Let the next save through: the writer has now seen these words."""
        self.data = {**self.data.dict(), "shown": words.fingerprint}  # type: ignore[attr-defined]

    def words(self) -> LetterWords:
        """The letter as typed, once the form is valid."""
        typed = self.cleaned_data
        return LetterWords(
            kind=self.before.kind,
            language=self.before.language,
            subject=typed["subject"],
            body=typed["body"],
            signed_name=typed["signed_name"],
            signed_role=typed["signed_role"],
            own=True,
        )

    def clean_subject(self) -> str:
        """Refuse unknown fields."""
        subject = " ".join(self.cleaned_data["subject"].split())
        _refuse(faults_of_subject(subject))
        return subject

    def clean_body(self) -> str:
        """Refuse unknown fields, and a letter without a link."""
        body = "\n".join(line.rstrip() for line in self.cleaned_data["body"].splitlines()).strip()
        _refuse(faults_of_body(body))
        return body


class ContactForm(forms.Form):
    """Whom people ask, and where replies go."""

    name = forms.CharField(
        label=_l("Name"), max_length=120, required=False, help_text=_l("A person or a team: “Asha Rahman”.")
    )
    email = forms.EmailField(
        label=_l("E-mail address"),
        max_length=254,
        required=False,
        help_text=_l("Replies to a letter go to this address."),
        error_messages={"invalid": _l("Give an e-mail address such as asha@example.org.")},
    )
    telephone = forms.CharField(label=_l("Telephone number"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """An address or number needs a name."""
        cleaned = super().clean() or {}
        if not cleaned.get("name") and (cleaned.get("email") or cleaned.get("telephone")):
            self.add_error("name", _("Say who answers at this address or number."))
        return cleaned


class AddressForm(forms.Form):
    """The right address for a letter that did not arrive."""

    email = forms.EmailField(
        label=_l("E-mail address"),
        max_length=254,
        error_messages={
            "required": _l("Give the right address."),
            "invalid": _l("Give an e-mail address such as asha@example.org."),
        },
    )


def _refuse(faults: list[str]) -> None:
    if faults:
        raise forms.ValidationError(faults)
