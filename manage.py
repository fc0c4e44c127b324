#!/usr/bin/env python
"""Runs one administrative command of the product."""

import sys

from django.core.management import execute_from_command_line

from aftersales import env


def main() -> None:
    """Hand the command line to Django under the settings of this environment."""
    if sys.argv[1:2] == ["serve"] and "--reload" not in sys.argv:
        env.on_loopback()
    env.use_settings("aftersales.settings.dev")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
