"""What a disk may hold after a power cut, worked out from what write_recorder.cpp wrote down.

A write is in the machine's cache until its file is synced; a name is until its folder is. A power cut keeps what was
synced and, of each sector written since, some version between that and the newest: none, all, or each by a coin, so that
writes are torn and kept in any order.
"""

import struct

SECTOR = 512
HEADER = struct.Struct("=cIQI")


def records(data):
    """(end of the record in the file, kind, file, offset, bytes), complete ones only."""
    at = 0
    while at + HEADER.size <= len(data):
        kind, file, offset, length = HEADER.unpack_from(data, at)
        at += HEADER.size + length
        if at > len(data):
            return
        yield at, kind.decode(), file, offset, data[at - length:at]


class File:
    def __init__(self):
        self.durable = b""
        self.cache = bytearray()
        self.versions = {}  # sector → what it was since the last sync, oldest first

    def write(self, offset, data):
        end = offset + len(data)
        start = min(offset, len(self.cache))  # a gap is written too
        if len(self.cache) < end:
            self.cache.extend(bytes(end - len(self.cache)))
        self.cache[offset:end] = data
        self._note(start, end)

    def resize(self, size):
        before = len(self.cache)
        del self.cache[size:]
        self.cache.extend(bytes(size - len(self.cache)))
        self._note(min(before, size), max(before, size))

    def _note(self, start, end):
        for sector in range(start // SECTOR, -(-end // SECTOR)):
            self.versions.setdefault(sector, []).append(bytes(self.cache[sector * SECTOR:(sector + 1) * SECTOR]))

    def sync(self):
        self.durable = bytes(self.cache)
        self.versions = {}

    def after_cut(self, generator):
        how = generator.randrange(3)
        if how == 0:
            return self.durable
        if how == 1:
            return bytes(self.cache)
        kept = bytearray(self.durable)
        if generator.random() < 0.5:  # the length, too, is written by itself
            del kept[len(self.cache):]
        for sector, versions in self.versions.items():
            choice = generator.randrange(-1, len(versions))
            if choice >= 0:
                start, data = sector * SECTOR, versions[choice]
                kept.extend(bytes(max(0, start + len(data) - len(kept))))
                kept[start:start + len(data)] = data
        return bytes(kept)


class RecordedDisk:
    """One folder, record by record."""

    def __init__(self):
        self.files = {}
        self.names = {}
        self.durable_names = {}

    def apply(self, kind, file, offset, data):
        if kind == "O":
            known = self.files.setdefault(file, File())
            if offset or data.decode() not in self.names:
                self.names[data.decode()] = known
        elif kind == "W":
            self.files[file].write(offset, data)
        elif kind == "T":
            self.files[file].resize(offset)
        elif kind == "S":
            self.files[file].sync()
        elif kind == "D":
            self.durable_names = dict(self.names)
        elif kind == "U":
            self.names.pop(data.decode(), None)

    def after_cut(self, generator):
        """Path → bytes."""
        names = self.names if generator.random() < 0.5 else self.durable_names
        return {name: file.after_cut(generator) for name, file in names.items()}
