"""The back office of the partners."""
