"""`python -m xladdin.cli`: the command line where the `xladdin` script is not on the path."""

import sys

from xladdin.cli import main

sys.exit(main())
