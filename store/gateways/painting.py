"""The painting process, `python -m store.gateways.painting FD`: see `store.gateways.press`.

A car from three quarters is a fifth of a second of Python, its raster a second in which the
library holds the interpreter's lock: neither is done where visitors wait.
"""

import sys

from store.drawing import painted
from store.drawing.raster import RasterError
from store.gateways.beside import serve


if __name__ == "__main__":
    serve(int(sys.argv[1]), {"picture": painted}, RasterError)
