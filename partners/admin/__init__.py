"""The back office of the partners."""

from partners.admin import account, facility, organisation, people, territory

__all__ = ["account", "facility", "organisation", "people", "territory"]
