"""The duty queues of the room, one file per part of the visit."""
