"""The sentences about the house itself: people, prices, settings, files."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from baoxiu.web.shared.story.line import Line

HOUSE: Mapping[str, Line] = {
    "intake.route_put": Line(_("Review route “%(route)s” kept: %(roles)s"), "route"),
    "followups.contact_planned": Line(
        _("Next contact planned: %(topic_text)s, %(not_before)s"), "calendar-time"
    ),
    "followups.contact_held": Line(_("Talked as planned: %(topic_text)s"), "phone-call", "done", "text"),
    "followups.visit_noted": Line(
        _("Sales visit: %(product)s, quality %(visit_quality)s"), "users", detail="text"
    ),
    "followups.service_reminded": Line(_("Customer reminded of the service due on %(due_on)s"), "bell"),
    "followups.letter_received": Line(_("Letter received: %(letter_topic)s"), "mail", detail="text"),
    "followups.letter_decided": Line(_("Decided on the letter"), "check", "done", "text"),
    "intake.team_put": Line(_("Service team “%(team)s” kept: %(members)s"), "users"),
    # People.
    "accounts.created": Line(_("Account %(username)s made for %(name)s"), "user-plus"),
    "accounts.changed": Line(_("Account changed"), "user-cog"),
    "accounts.deactivated": Line(_("Account closed"), "user-off"),
    "accounts.reactivated": Line(_("Account opened again"), "user-check"),
    "accounts.list_exported": Line(_("List exported: %(list)s, %(rows)s rows"), "table-export"),
    "exports.written": Line(_("List written: %(list)s, %(rows)s rows"), "table-export"),
    "exports.failed": Line(_("List could not be written: %(list)s"), "table-export", "late"),
    "exports.taken": Line(_("List fetched: %(list)s, %(rows)s rows"), "download"),
    "lists.view_saved": Line(_("View saved: %(name)s"), "list-details"),
    "lists.view_renamed": Line(_("View renamed: %(old)s became %(new)s"), "list-details"),
    "lists.view_deleted": Line(_("View deleted: %(name)s"), "trash"),
    "lists.first_view_chosen": Line(_("List opens with the view %(name)s"), "star"),
    "lists.first_view_dropped": Line(_("List opens without a view again"), "star"),
    "accounts.language_changed": Line(_("Language changed"), "language"),
    "accounts.password_changed": Line(_("Password changed"), "key"),
    "accounts.password_reset": Line(_("One-time password given"), "key", "waiting"),
    "accounts.role_granted": Line(_("Role given: %(role)s"), "shield-check"),
    "accounts.role_revoked": Line(_("Role taken away: %(role)s"), "shield-x"),
    "accounts.role_added": Line(_("Role of the firm's own made: %(name)s"), "shield"),
    "accounts.role_changed": Line(_("Role changed: %(code)s"), "shield"),
    "accounts.role_loaded": Line(_("Role loaded: %(code)s"), "shield"),
    "accounts.token_issued": Line(_("Access for a program given: %(name)s"), "code"),
    "accounts.token_revoked": Line(_("Access for a program ended: %(name)s"), "code"),
    # Customers and products.
    "customers.registered": Line(_("Customer file %(number)s opened"), "user-plus"),
    "customers.changed": Line(_("Customer file changed"), "edit"),
    "customers.contact_added": Line(_("Contact added: %(name)s"), "phone"),
    "customers.contact_changed": Line(_("Contact changed: %(old)s became %(new)s"), "phone"),
    "customers.address_added": Line(_("Address added: %(detail)s"), "map-pin"),
    "customers.address_located": Line(_("Position of the address kept: %(detail)s"), "map-pin"),
    "customers.served_by": Line(_("An outlet began to serve this customer"), "building-store"),
    "customers.classified": Line(_("Class changed from %(old_class)s to %(new_class)s"), "users"),
    "customers.agreement_kept": Line(_("Agreement %(agreement)s kept, from %(since)s"), "file-text"),
    "customers.talk_kept": Line(_("Talk kept: %(talk_kind)s"), "message-circle", detail="text"),
    "customers.problem_opened": Line(_("Special problem followed"), "alert-triangle", "waiting", "text"),
    "customers.problem_solved": Line(_("Special problem solved"), "circle-check", "done", "text"),
    "customers.key_list_begun": Line(_("List of %(year)s begun; by sales: %(count)s"), "users"),
    "customers.key_entry_put": Line(_("Entered: %(name)s (%(basis)s)"), "user-plus", detail="reason"),
    "customers.key_entry_dropped": Line(_("Taken off: %(name)s"), "user-off"),
    "customers.key_list_proposed": Line(
        _("Put before the leader: %(count)s customers"), "hand-stop", "waiting"
    ),
    "customers.key_list_approved": Line(_("List of %(year)s approved"), "circle-check", "done", "reason"),
    "customers.key_list_refused": Line(_("List of %(year)s refused"), "circle-x", "late", "reason"),
    "products.family_added": Line(_("Product family added: %(name)s"), "category"),
    "products.family_changed": Line(_("Product family changed: %(name)s"), "category"),
    "products.fault_added": Line(_("Kind of fault added: %(name)s"), "stethoscope"),
    "products.model_added": Line(_("Model added: %(code)s"), "device-tv"),
    "products.unit_registered": Line(_("Product registered: %(serial)s"), "package"),
    "products.unit_changed": Line(_("Product data changed"), "package"),
    # Outlets and technicians.
    "outlets.added": Line(_("Outlet added: %(name)s"), "building-store"),
    "outlets.changed": Line(_("Outlet changed: %(name)s"), "building-store"),
    "outlets.areas_set": Line(_("Areas of the outlet set"), "map-2"),
    "outlets.closed": Line(_("Outlet closed"), "building-store"),
    "outlets.reopened": Line(_("Outlet opened again"), "building-store"),
    "technicians.hired": Line(_("Technician hired: %(name)s"), "user-plus"),
    "technicians.changed": Line(_("Technician's data changed"), "user-cog"),
    "technicians.left": Line(_("Technician left: %(name)s"), "user-off"),
    "technicians.skill_set": Line(_("Skill level set to %(level)s"), "tool"),
    "technicians.certificate_added": Line(_("Certificate added: %(certificate)s"), "award"),
    "technicians.certificate_removed": Line(_("Certificate removed: %(certificate)s"), "award"),
    "technicians.areas_set": Line(_("Areas of the technician set"), "map-2"),
    "technicians.shifts_set": Line(_("Shifts set"), "clock"),
    "technicians.absence_added": Line(_("Absence noted: %(start)s to %(end)s"), "calendar", detail="reason"),
    "technicians.absence_removed": Line(_("Absence taken back: %(start)s to %(end)s"), "calendar"),
    "news.reported": Line(_("Reported from the field"), "send", detail="text"),
    "news.taken_over": Line(_("Taken over into the file"), "check", "done", "text"),
    "news.refused": Line(_("Not taken over"), "x", detail="text"),
    "parts.added": Line(_("Part added: %(number)s %(name)s"), "package"),
    "parts.usual_set": Line(_("Usual parts of a fault set"), "package"),
    "parts.loaded": Line(_("Loaded: %(part)s × %(quantity)s"), "package"),
    "parts.used": Line(_("Built in from the van: %(part)s × %(quantity)s"), "package"),
    "parts.returned": Line(_("Returned to the store: %(part)s × %(quantity)s"), "package"),
    "parts.given": Line(_("Handed to a colleague: %(part)s × %(quantity)s"), "package"),
    "parts.taken": Line(_("Taken over from a colleague: %(part)s × %(quantity)s"), "package"),
    "parts.counted": Line(_("Van counted: %(part)s, difference %(quantity)s"), "package"),
    "planning.changed": Line(_("Plan changed, version %(version)s"), "calendar-event"),
    "planning.discarded": Line(_("Tried plan discarded"), "ban"),
    # Settings.
    "prices.drafted": Line(_("Price list drafted: %(title)s"), "tag"),
    "prices.taken_over": Line(
        _("Price list read from a file: %(lines)s lines, %(new)s new, %(changed)s changed"), "upload"
    ),
    "prices.line_added": Line(_("Price added: %(line)s %(price)s"), "tag"),
    "prices.line_changed": Line(_("Price changed: %(line)s %(price)s"), "tag"),
    "prices.line_removed": Line(_("Price removed: %(line)s"), "tag"),
    "prices.published": Line(_("Price list published: %(title)s"), "tag", "done"),
    "policy.chosen": Line(_("Setting chosen: %(policy)s = %(value)s"), "adjustments-horizontal"),
    "travel.learned": Line(_("Durations learned from %(visits)s visits"), "clock"),
    "form.drafted": Line(_("Draft of a checklist begun: %(form)s"), "checklist"),
    "form.draft_changed": Line(_("Draft of a checklist changed: %(form)s"), "edit"),
    "form.draft_dropped": Line(_("Draft of a checklist given up: %(form)s"), "trash"),
    "form.published": Line(_("Checklist published: %(form)s, version %(version)s"), "checklist", "done"),
    "template.changed": Line(_("Text of a notice changed"), "mail"),
    # Satisfaction rounds.
    "satisfaction.round_opened": Line(
        _("Round %(number)s opened: %(asked)s of %(candidates)s customers asked"), "star"
    ),
    "satisfaction.round_closed": Line(_("Round finished"), "star", "done", "text"),
    "satisfaction.measure_noted": Line(
        _("Measure noted against: %(weak_point)s"), "checklist", detail="text"
    ),
    "satisfaction.measure_finished": Line(_("Measure finished: %(weak_point)s"), "checklist", "done", "text"),
    # Campaigns.
    "campaigns.announced": Line(_("Campaign %(number)s announced to %(count)s customers"), "send"),
    "campaigns.called": Line(_("Called %(customer)s: %(call)s"), "phone-outgoing", detail="note"),
    "campaigns.letter_sent": Line(_("Letter sent to %(customer)s"), "mail"),
    "campaigns.finished": Line(_("Campaign finished"), "check", "done", "text"),
    "publications.text_published": Line(_("Public text published, version %(version)s"), "world", "done"),
    "publications.defect_told": Line(_("Defect told to everybody: %(title)s"), "alert-triangle"),
    "publications.defect_revised": Line(_("Notice of a defect revised: %(title)s"), "edit"),
    "publications.defect_settled": Line(_("Defect settled: %(title)s"), "circle-check", "done"),
    # Webhooks.
    "webhooks.registered": Line(_("Webhook “%(name)s” set up for %(host)s"), "send"),
    "webhooks.changed": Line(_("Webhook changed: %(host)s"), "edit"),
    "webhooks.secret_renewed": Line(_("New secret given to the webhook"), "key"),
    "webhooks.paused": Line(_("Webhook paused"), "player-pause", "waiting"),
    "webhooks.resumed": Line(_("Webhook resumed"), "player-play"),
    "webhooks.removed": Line(_("Webhook removed"), "trash"),
    "webhooks.replayed": Line(_("Sent again: %(count)s"), "refresh"),
    "webhooks.gave_up": Line(
        _("Webhook paused: %(host)s has not answered for five days"), "player-pause", "late"
    ),
    # The calendar.
    "calendar.year_loaded": Line(_("Working calendar of %(year)s loaded"), "calendar"),
    "calendar.year_confirmed": Line(_("Working calendar of %(year)s confirmed"), "calendar", "done"),
    "calendar.day_set": Line(_("Working calendar: %(day)s set"), "calendar"),
    "calendar.day_forgotten": Line(_("Working calendar: %(day)s follows the weekday again"), "calendar"),
}
"""Told on the pages of files and settings."""
