"""Changes to a partnership, its organisations, groups and members. Each is audited."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from oneworkforce.accounts.actions import find_or_create_user
from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.frameworks import load
from oneworkforce.partnerships.keys import free_key
from oneworkforce.partnerships.models import Locality, Member, Organisation, Partnership, StaffGroup
from oneworkforce.partnerships.queries import has_answers
from oneworkforce.partnerships.roles import Role


class LastOfficer(Exception):
    """The change would leave nobody to run the tool."""


class KnownElsewhere(Exception):
    """Another partnership made this person's account."""


class AudienceSettled(Exception):
    """A group with answers keeps its audience; the message says so in words for the screen."""

    def __init__(self, group: StaffGroup) -> None:
        super().__init__(
            _("People in “%(name)s” have answered, so it keeps its questions. Add another staff group instead.")
            % {"name": group.name}
        )


@transaction.atomic
def start_partnership(*, name: str, by: User | None, key: str = "", **details: Any) -> Partnership:
    """Make a partnership with its framework's usual staff groups."""
    partnership = Partnership.objects.create(key=key or free_key(Partnership, name), name=name, **details)
    for order, default in enumerate(load(partnership.framework).staff_groups):
        partnership.staff_groups.create(key=default.key, name=default.name, audience=default.audience, order=order)
    record("partnership started", by=by, partnership=partnership.key, name=name)
    return partnership


@transaction.atomic
def change_partnership(*, partnership: Partnership, by: User | None, **changes: Any) -> None:
    for field, value in changes.items():
        setattr(partnership, field, value)
    partnership.save(update_fields=list(changes))
    record("partnership changed", by=by, partnership=partnership.key, **{field: str(v) for field, v in changes.items()})


@transaction.atomic
def save_part(part: Organisation | Locality | StaffGroup, *, by: User | None) -> None:
    """Add or change an organisation, a locality or a staff group.

    :raises AudienceSettled: for another audience of a staff group that has answers.
    """
    new = part.pk is None
    if not new and isinstance(part, StaffGroup):
        _keep_audience(part)
    if new and isinstance(part, Locality | StaffGroup):
        # Answers keep this key, so it never changes.
        part.key = part.key or free_key(type(part), part.name, partnership=part.partnership)
    if new and isinstance(part, StaffGroup):
        last = part.partnership.staff_groups.aggregate(last=Max("order"))["last"]
        part.order = 0 if last is None else last + 1
    part.save()
    kind = part._meta.verbose_name
    record(f"{kind} {'added' if new else 'changed'}", by=by, partnership=part.partnership.key, name=part.name)


def _keep_audience(group: StaffGroup) -> None:
    """Answers given to one wording would count as if given to the other, and staff's beside those of no staff."""
    # Whoever starts to answer meanwhile refers to this row, and so waits.
    kept = StaffGroup.objects.select_for_update().get(pk=group.pk)
    if kept.audience != group.audience and has_answers(kept):
        raise AudienceSettled(kept)


@transaction.atomic
def remove_part(part: Organisation | Locality | StaffGroup, *, by: User | None) -> None:
    """Remove an organisation, locality or staff group; ProtectedError once a group has answers."""
    record(f"{part._meta.verbose_name} removed", by=by, partnership=part.partnership.key, name=part.name)
    part.delete()


@transaction.atomic
def record_workforce_sizes(
    *,
    partnership: Partnership,
    sizes: dict[str, int | None],
    wider: dict[str, int | None] | None = None,
    by: User | None,
) -> None:
    """Record people by sector, all and wider workforce; None means unknown."""
    wider = wider or {}
    partnership.workforce_sizes.exclude(sector__in=[sector for sector, people in sizes.items() if people]).delete()
    for sector, people in sizes.items():
        if people:
            known = {"people": people, "wider": wider.get(sector)}
            partnership.workforce_sizes.update_or_create(sector=sector, defaults=known)
    record(
        "workforce sizes recorded",
        by=by,
        partnership=partnership.key,
        sizes={sector: people for sector, people in sizes.items() if people},
        wider={sector: people for sector, people in wider.items() if people is not None and sizes.get(sector)},
    )


@transaction.atomic
def rename_themes(*, partnership: Partnership, names: dict[str, str], by: User | None) -> None:
    """Use the partnership's names for themes; an empty name brings back the framework's."""
    kept = {theme: name for theme, name in names.items() if name}
    partnership.theme_names.exclude(theme__in=kept).delete()
    for theme, name in kept.items():
        partnership.theme_names.update_or_create(theme=theme, defaults={"name": name})
    record("themes renamed", by=by, partnership=partnership.key, names=kept)


@transaction.atomic
def add_member(*, partnership: Partnership, email: str, name: str, role: Role, by: User | None) -> Member:
    """Give somebody a role, and an account if they have none.

    :raises KnownElsewhere: when another partnership made the account, unless ``by`` is None (the command line).
    """
    known = User.objects.filter(email=email.strip().lower()).first()
    # Nobody has proved that this address is theirs. Whoever made its account may know the password.
    if by is not None and known is not None and not partnership.members.filter(user=known).exists():
        raise KnownElsewhere
    user = known or find_or_create_user(email=email, name=name, by=by)
    member, made = partnership.members.get_or_create(user=user, defaults={"role": role})
    if made:
        record("member added", by=by, partnership=partnership.key, member=user.pk, role=role)
    elif member.role != role:
        change_role(member=member, role=role, by=by)
    return member


@transaction.atomic
def change_role(*, member: Member, role: Role, by: User | None) -> None:
    """Give a member another role; LastOfficer if nobody would be left to run the tool."""
    if role != Role.OFFICER:
        _keep_an_officer(member)
    member.role = role
    member.save(update_fields=["role"])
    record("role changed", by=by, partnership=member.partnership.key, member=member.user_id, role=role)


@transaction.atomic
def remove_member(*, member: Member, by: User | None) -> None:
    """End a membership but keep the account; LastOfficer if nobody would be left to run the tool."""
    _keep_an_officer(member)
    record("member removed", by=by, partnership=member.partnership.key, member=member.user_id)
    member.delete()


def _keep_an_officer(member: Member) -> None:
    officers = member.partnership.members.select_for_update().filter(role=Role.OFFICER)
    if member.role == Role.OFFICER and not officers.exclude(pk=member.pk).exists():
        raise LastOfficer
