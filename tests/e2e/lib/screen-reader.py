"""What a screen reader is told of the tree in a window: its rows in order, as one line of JSON for each line it is asked with.

Asks the accessibility bus (AT-SPI) of the session it runs in, as a screen reader does, and nothing of the page itself. Roles,
names, states and attributes are those of the bus (https://docs.gtk.org/atspi2/).
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# Rows are told by few levels of nameless boxes below the tree.
DEEPEST = 60

STATES = {
    "checked": Atspi.StateType.CHECKED,
    "mixed": Atspi.StateType.INDETERMINATE,
    "expandable": Atspi.StateType.EXPANDABLE,
    "expanded": Atspi.StateType.EXPANDED,
    "focused": Atspi.StateType.FOCUSED,
}


def children(accessible):
    for index in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(index)
        if child is not None:
            yield child


def found(accessible, role, depth=0):
    """The first of a role at or below something."""
    if accessible.get_role() == role:
        return accessible
    if depth < DEEPEST:
        for child in children(accessible):
            below = found(child, role, depth + 1)
            if below is not None:
                return below
    return None


def row(item):
    states = item.get_state_set()
    attributes = item.get_attributes() or {}
    told = {name: states.contains(state) for name, state in STATES.items()}
    places = {name: int(attributes[name]) for name in ("level", "posinset", "setsize") if name in attributes}
    return {
        "role": item.get_role_name(),
        "name": item.get_name(),
        "description": item.get_description(),
        **told,
        **places,
    }


def rows(tree):
    pending = list(children(tree))
    while pending:
        item = pending.pop(0)
        if item.get_role() == Atspi.Role.TREE_ITEM:
            yield row(item)
        else:
            pending = list(children(item)) + pending


def look():
    tree = found(Atspi.get_desktop(0), Atspi.Role.TREE)
    if tree is None:
        return None
    states = tree.get_state_set()
    return {
        "role": tree.get_role_name(),
        "name": tree.get_name(),
        "multiselectable": states.contains(Atspi.StateType.MULTISELECTABLE),
        "rows": list(rows(tree)),
    }


Atspi.init()
for _ in sys.stdin:
    try:
        told = look()
    except gi.repository.GLib.GError as error:
        # What was there a moment ago is gone: the asker looks again.
        told = {"gone": str(error)}
    print(json.dumps(told), flush=True)
