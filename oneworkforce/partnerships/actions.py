"""What is done to a partnership and its parts. Each action is atomic and leaves an audit event."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from oneworkforce.accounts.actions import find_or_create_user
from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.frameworks import load
from oneworkforce.partnerships.keys import free_key
from oneworkforce.partnerships.models import Locality, Member, Organisation, Partnership, StaffGroup
from oneworkforce.partnerships.roles import Role


class LastOfficer(Exception):
    """A change would leave a partnership without a project officer."""


class KnownElsewhere(Exception):
    """Somebody has an account that another partnership made: whoever runs the service has to join the two."""


@transaction.atomic
def start_partnership(*, name: str, by: User | None, key: str = "", **details: Any) -> Partnership:
    """Make a partnership with its framework's default staff groups."""
    partnership = Partnership.objects.create(key=key or free_key(Partnership, name), name=name, **details)
    for order, default in enumerate(load(partnership.framework).staff_groups):
        partnership.staff_groups.create(key=default.key, name=default.name, audience=default.audience, order=order)
    record("partnership started", by=by, partnership=partnership.key, name=name)
    return partnership


@transaction.atomic
def change_partnership(*, partnership: Partnership, by: User | None, **changes: Any) -> None:
    """Change a partnership's own details."""
    for field, value in changes.items():
        setattr(partnership, field, value)
    partnership.save(update_fields=list(changes))
    record("partnership changed", by=by, partnership=partnership.key, **{field: str(v) for field, v in changes.items()})


@transaction.atomic
def save_part(part: Organisation | Locality | StaffGroup, *, by: User | None) -> None:
    """Add or change an organisation, a locality or a staff group.

    A new locality or staff group gets a key made from its name; a key never changes, since answers are kept under it.
    """
    new = part.pk is None
    if new and isinstance(part, Locality | StaffGroup):
        part.key = part.key or free_key(type(part), part.name, partnership=part.partnership)
    if new and isinstance(part, StaffGroup):
        last = part.partnership.staff_groups.aggregate(last=Max("order"))["last"]
        part.order = 0 if last is None else last + 1
    part.save()
    kind = part._meta.verbose_name
    record(f"{kind} {'added' if new else 'changed'}", by=by, partnership=part.partnership.key, name=part.name)


@transaction.atomic
def remove_part(part: Organisation | Locality | StaffGroup, *, by: User | None) -> None:
    """Remove an organisation, a locality or a staff group.

    :raises django.db.models.ProtectedError: when answers stand under a staff group.
    """
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
    """Record how many people work in each sector, and how many of them in the wider workforce; None where unknown."""
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
    """Give themes the partnership's own names; an empty name gives back the framework's. Ids stay."""
    kept = {theme: name for theme, name in names.items() if name}
    partnership.theme_names.exclude(theme__in=kept).delete()
    for theme, name in kept.items():
        partnership.theme_names.update_or_create(theme=theme, defaults={"name": name})
    record("themes renamed", by=by, partnership=partnership.key, names=kept)


@transaction.atomic
def add_member(*, partnership: Partnership, email: str, name: str, role: Role, by: User | None) -> Member:
    """Make somebody a member, with an account if they have none; somebody who is one already gets the role.

    Nobody proves here that an address is theirs. So an account that another partnership made is not taken over as it
    is: its password may be known to whoever made it.

    :raises KnownElsewhere: for an account that is no member here, unless the command line asks (``by`` None).
    """
    known = User.objects.filter(email=email.strip().lower()).first()
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
    """Give a member another role.

    :raises LastOfficer: when nobody would be left to run the tool.
    """
    if role != Role.OFFICER:
        _keep_an_officer(member)
    member.role = role
    member.save(update_fields=["role"])
    record("role changed", by=by, partnership=member.partnership.key, member=member.user_id, role=role)


@transaction.atomic
def remove_member(*, member: Member, by: User | None) -> None:
    """End somebody's membership; their account and the record of what they did stay.

    :raises LastOfficer: when nobody would be left to run the tool.
    """
    _keep_an_officer(member)
    record("member removed", by=by, partnership=member.partnership.key, member=member.user_id)
    member.delete()


def _keep_an_officer(member: Member) -> None:
    officers = member.partnership.members.select_for_update().filter(role=Role.OFFICER)
    if member.role == Role.OFFICER and not officers.exclude(pk=member.pk).exists():
        raise LastOfficer
