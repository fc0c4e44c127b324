"""The addresses of the room, one list per part of the visit."""
