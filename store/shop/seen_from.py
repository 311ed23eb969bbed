"""From where a request came, as the evidence of a signature keeps it."""

import hashlib

from flask import request, session


LONGEST_AGENT = 200


def seen_from() -> dict[str, str]:
    """Return the address, the browser's own name and a hash that tells this session from others."""
    token = str(session.get("_user_id") or session.get("csrf_token") or "")
    return {
        "address": request.remote_addr or "",
        "agent": request.user_agent.string[:LONGEST_AGENT],
        "session": hashlib.sha256(token.encode()).hexdigest()[:16] if token else "",
    }
