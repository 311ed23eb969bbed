"""What gunicorn does around a fork; read by it as a file of settings, so nothing is imported here.

Before the first one the window is opened once (`store.shop.warm`): a crowd that comes right
after the start finds in memory what all its threads would make at once, and processes share it.

A collection writes into the header of every object it looks at, and each page written to becomes a
copy of the process's own. What was made before the fork lives for ever: it is not looked at again.
"""

import gc
from typing import Any


def pre_fork(server: Any, _worker: object) -> None:  # noqa: ANN401  gunicorn's arbiter
    """Warm the application, if it can be, and leave what was made out of every collection."""
    if warm := server.app.wsgi().extensions.pop("warm", None):
        warm()
    gc.collect()
    gc.freeze()
