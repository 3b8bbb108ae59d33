#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

from ctg.postgres import DatabaseUnavailable
from ctg.secret import MissingSecret

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ctg.settings")
    try:
        execute_from_command_line(sys.argv)
    except (DatabaseUnavailable, MissingSecret) as error:
        sys.exit(str(error))
