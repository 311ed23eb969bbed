"""What gunicorn does around a fork; read by it as a file of settings, so nothing is imported here.

A collection writes into the header of every object it looks at, and each page written to becomes a
copy of the process's own. What was made before the fork lives for ever: it is not looked at again.
"""

import gc


def pre_fork(_server: object, _worker: object) -> None:
    """Leave what the first process made out of every later collection, here and in the child."""
    gc.collect()
    gc.freeze()
