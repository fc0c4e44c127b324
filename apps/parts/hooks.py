"""What the parts room tells the rooms above it; sent inside the transaction.

Facts of every event: ``by`` (who acts).  Joiners act as the event, not as the person.
"""

from apps.core.hooks import Event

# document_nos: list[str].  Before an act touches demands: the owner of the documents locks them, in
# the order of their keys, because everything locks order → jobs → demands → stock.
lock_documents = Event("lock_documents")

# document_no: str, demands: list[Demand].  Quantities or states of these demands changed.
demands_changed = Event("demands_changed")

# document_no: str, demands: list[Demand].  A receipt filled demands that had been short.
demands_reserved = Event("demands_reserved")
