"""Commands whose refusals are one French sentence."""

import sys
from typing import Any

from django.core.management.base import CommandError

from ctg.history import RecordedCommand


class RefusingCommand(RecordedCommand):
    """A `CommandError` is printed on stderr as it is, without its class, and the exit status is its `returncode`."""

    def run_from_argv(self, argv: list[str]) -> None:
        self._called_from_command_line = True
        parser = self.create_parser(argv[0], argv[1])
        options: dict[str, Any] = vars(parser.parse_args(argv[2:]))
        arguments = options.pop("args", ())
        try:
            self.execute(*arguments, **options)
        except CommandError as refusal:
            if options["traceback"]:
                raise
            self.stderr.write(str(refusal), lambda text: text)
            sys.exit(refusal.returncode)
