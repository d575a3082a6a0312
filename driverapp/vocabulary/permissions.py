"""What an account may do, and which role may do it."""

from enum import StrEnum

from driverapp.vocabulary.wording import N_


class Permission(StrEnum):
    """A permission, a sentence each."""

    READ_REPORTS = "Read the content of reports; every opening is noted in the audit."
    WORK_REPORTS = "Mark reports as seen, hand them over, close and reopen them, decide withdrawals."
    READ_AUDIT = "Read the audit, which holds no content: who reads reports that of reports, administrators all of it."
    READ_FIGURES = "See the figures of the whole partnership."
    READ_OWN_FIGURES = "See the suppressed figures of one's own association."
    MANAGE_OWN_ASSOCIATION = "Keep the sites, enrolment codes and staff numbers of one's own association."
    OPEN_ASSOCIATION = "Open an association with its sites, codes and staff numbers: one's own, or as manager any."
    READ_GUIDANCE = "See checklists and notices with their drafts and agreements."
    READ_REACH = "See how often guidance was understood, small counts hidden."
    WRITE_GUIDANCE = "Write checklists and notices."
    APPROVE_GUIDANCE = "Agree to checklists and notices on behalf of the police or an association."
    MANAGE_PEOPLE = "Invite people, give them roles, deactivate them."
    MANAGE_ASSOCIATIONS = "Keep associations, their sites and enrolment codes."
    MANAGE_POLICY = "Set the operator's policy."
    MANAGE_SETTINGS = "Set languages, contact, legal texts, map tiles and escalation; see what mail waits to go out."


class Role(StrEnum):
    """A role of an account (contract, "Roles"). The administrator sees no report content."""

    COORDINATOR = "coordinator"
    PARTNER = "partner"
    EDITOR = "editor"
    APPROVER = "approver"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.COORDINATOR: N_("Koordination"),
    Role.PARTNER: N_("Verband"),
    Role.EDITOR: N_("Redaktion"),
    Role.APPROVER: N_("Freigabe"),
    Role.ANALYST: N_("Auswertung"),
    Role.ADMINISTRATOR: N_("Verwaltung"),
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {
            Permission.READ_REPORTS,
            Permission.WORK_REPORTS,
            Permission.READ_AUDIT,
            Permission.READ_FIGURES,
            Permission.READ_REACH,
        }
    ),
    Role.PARTNER: frozenset(
        {
            Permission.READ_OWN_FIGURES,
            Permission.MANAGE_OWN_ASSOCIATION,
            Permission.OPEN_ASSOCIATION,
            Permission.READ_GUIDANCE,
            Permission.APPROVE_GUIDANCE,
        }
    ),
    Role.EDITOR: frozenset({Permission.READ_GUIDANCE, Permission.WRITE_GUIDANCE, Permission.READ_REACH}),
    Role.APPROVER: frozenset({Permission.READ_GUIDANCE, Permission.APPROVE_GUIDANCE}),
    Role.ANALYST: frozenset({Permission.READ_FIGURES, Permission.READ_REACH}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.MANAGE_PEOPLE,
            Permission.MANAGE_ASSOCIATIONS,
            Permission.OPEN_ASSOCIATION,
            Permission.MANAGE_POLICY,
            Permission.MANAGE_SETTINGS,
            Permission.READ_AUDIT,
        }
    ),
}
