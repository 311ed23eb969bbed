"""What a printed page may load: the fonts of installed packages and its own pictures.

Nothing is ever fetched from a network or from a path named in a page.
"""

from collections.abc import Mapping
from importlib.resources import files

from typing_extensions import override
from weasyprint.urls import (
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)

from store.gateways.typefaces import by_address, cut


class Sources(URLFetcher):
    """Answers `face:<style>`, `order:<picture>` and `profile:srgb`, and nothing else."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), fail_on_errors=True)
        self.pictures = pictures

    @override
    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the bytes behind an address.

        Raises:
            FatalURLFetchingError: It is no font, no profile and no picture of the document.
        """
        scheme, _, name = url.partition(":")
        if scheme == "face" and url in by_address():
            return URLFetcherResponse(url, cut(by_address()[url]), {"Content-Type": "font/ttf"})
        if scheme == "order" and name in self.pictures:
            return URLFetcherResponse(url, self.pictures[name], {"Content-Type": "image/jpeg"})
        if url == "profile:srgb":
            profile = files("weasyprint.pdf") / "sRGB2014.icc"
            return URLFetcherResponse(url, profile.read_bytes())
        raise FatalURLFetchingError(f"{url[:80]}: a document loads fonts and its own pictures only")
