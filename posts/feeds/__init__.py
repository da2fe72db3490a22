"""What feed readers subscribe to: Atom (RFC 4287) in pages (RFC 5005), with the full text.

Feeds are in the language that posts are written in, and the same for everybody.
"""
