"""A timestamp authority that never answers."""

from datetime import datetime

from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from typing_extensions import override


class DeadTimestamps:
    """An authority that never answers."""

    def stamper(self, at: datetime) -> TimeStamper:
        return _Dead(None, None, fixed_dt=at)


class _Dead(DummyTimeStamper):
    @override
    async def async_request_tsa_response(self, req: object) -> object:
        raise TimestampRequestError(f"no answer to {type(req).__name__}")
