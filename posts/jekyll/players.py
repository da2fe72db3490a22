"""Videos that the old pages played by script: the id becomes an address, the script goes."""

WEB = ("http://", "https://", "ftp://")
# The scheme that `links` gives an id → the player's own address for it.
PLAYERS = {"polyv": "https://player.polyv.net/videos/{}.swf"}


def web_address(url: str) -> str:
    """An address that can stand in a link; empty for a script or something else."""
    player, _colon, video = url.partition(":")
    if player in PLAYERS:
        return PLAYERS[player].format(video)
    path = url.partition("?")[0].lower()
    return url if url.lower().startswith(WEB) and not path.endswith(".js") else ""
