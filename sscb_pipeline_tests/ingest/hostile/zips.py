"""Writes zips that lie: the library that writes honest ones would not."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Member:
    """A part as it lies in the zip. `said_size`: what its entry says it unpacks to."""

    name: str
    packed: bytes
    said_size: int
    checksum: int = 0
    method: int = 8
    flags: int = 0


def member(name: str, content: bytes, *, said_size: int | None = None, method: int = 8, flags: int = 0) -> Member:
    """An ordinary part, but for what is said otherwise."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush() if method == 8 else content
    return Member(name, packed, len(content) if said_size is None else said_size, zlib.crc32(content), method, flags)


def repeated(name: str, before: bytes, block: bytes, times: int, after: bytes = b"", said_size: int | None = None) -> Member:
    """A part that holds `block` many times over: small when packed, and packed in no time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.compress(after) + packer.flush()
    checksum = zlib.crc32(before)
    for _ in range(times):
        checksum = zlib.crc32(block, checksum)
    size = len(before) + times * len(block) + len(after)
    return Member(name, start + again * times + end, size if said_size is None else said_size, zlib.crc32(after, checksum))


def write_zip(path: Path, members: list[Member]) -> Path:
    """The zip of these parts."""
    body, directory = bytearray(), bytearray()
    for part in members:
        name = part.name.encode()
        facts = struct.pack(
            "<HHHHHIIIHH", 20, part.flags, part.method, 0, 0x21, part.checksum, len(part.packed), part.said_size, len(name), 0
        )
        directory += b"PK\x01\x02\x14\x00" + facts + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + facts + name + part.packed
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    path.write_bytes(bytes(body + directory) + b"PK\x05\x06" + end)
    return path
