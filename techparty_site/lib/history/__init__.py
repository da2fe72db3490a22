"""What rows were at every save at the desk: kept whole, compared, brought back.

A revision holds a unit: an event with its talks, their speakers, tags and files; a post with its
tags; a speaker with the other names. A model takes part by three attributes:

    history_root  of a row: the one whose revisions it is in, where that is not itself
    history_of    the names of the foreign keys to the row that it belongs to
    history_line  the field that tells it in a line of its row: "Tags: a、b"; without, it is a
                  part of its own
"""
