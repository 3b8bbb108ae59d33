"""The forms of the back office: what is typed, checked before anything is stored."""
