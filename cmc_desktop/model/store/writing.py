"""How a connection says that it is going to write, whichever kind of database it is on."""

from __future__ import annotations

#: execution option of connections that write; in a file others only read and never wait for a lock
WRITING = {"cmc_writing": True}
#: milliseconds to wait for another program that is writing the file at this moment
PATIENCE = 5000
