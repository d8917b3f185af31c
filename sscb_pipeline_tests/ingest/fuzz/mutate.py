"""Ways to spoil a file: its bytes, the parts inside it, and the records inside those."""

import io
import re
import struct
import warnings
import zipfile
from random import Random

import olefile
from xlwt.CompoundDoc import XlsDoc

Record = tuple[int, bytes]
NUMBERS = [0, 1, 2, 255, 256, 65_535, 65_536, 1_048_575, 1_048_576, 16_384, 2**31 - 1, 2**31, 2**32 - 1, 2**63, 10**30, -1]
WORDS = [
    b'r="XFD1048576"', b'r="A4294967295"', b'r="ZZZZZZ1"', b't="s"', b't="e"', b't="b"', b't="d"', b"<v>", b"</v>", b"<f>",
    b"<c/>", b"<c>", b"</row>", b"<row>", b"<is><t>", b"]]>", b"<![CDATA[", b"<!--", b"&#0;", b"&#x10FFFF;", b"&amp;amp;",
    b"\x00", b"\xff\xfe", b"<!DOCTYPE a>", b'xmlns="x"', b"1E400", b"NaN", b"#REF!", b"2016-13-45T99:99:99", b"_x0041_", b'"',
    b'table:number-rows-repeated="999999999"', b'table:number-columns-repeated="16384"', b"<text:s text:c='9999999'/>", b"&a;",
]  # fmt: skip


def mutated(content: bytes, kind: str, chance: Random) -> bytes:
    """The file, spoiled in one way or in several."""
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        if content.startswith(b"PK") and chance.random() < 0.75:
            content = _parts(content, chance)
        elif kind == "xls" and chance.random() < 0.75:
            content = _old_records(content, chance)
        elif kind == "csv" and chance.random() < 0.75:
            content = _text(content, chance)
        else:
            content = _bytes(content, chance)
    return content


def _bytes(data: bytes, chance: Random) -> bytes:
    if not data:
        return data
    spoiled = bytearray(data)
    match chance.randrange(7):
        case 0:
            for _ in range(chance.choice([1, 1, 4, 40])):
                spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        case 1:
            for _ in range(chance.choice([1, 4, 40])):
                spoiled[chance.randrange(len(spoiled))] = chance.choice([0, 255, 127, 128, chance.randrange(256)])
        case 2:
            del spoiled[chance.randrange(len(spoiled)) :]
        case 3:
            place = chance.randrange(len(spoiled))
            del spoiled[place : place + chance.choice([1, 2, 4, 64, 512])]
        case 4:
            place = chance.randrange(len(spoiled))
            spoiled[place:place] = bytes(chance.randrange(256) for _ in range(chance.choice([1, 2, 4, 64])))
        case 5:
            place, start = chance.randrange(len(spoiled)), chance.randrange(len(spoiled))
            spoiled[place:place] = spoiled[start : start + chance.choice([16, 256, 2_048])]
        case _:
            size = chance.choice([1, 2, 4, 8])
            number = chance.choice(NUMBERS) % 256**size
            place = chance.randrange(len(spoiled))
            spoiled[place : place + size] = number.to_bytes(size, "little")
    return bytes(spoiled)


def _text(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    match chance.randrange(5):
        case 0:
            return (
                data[:place]
                + chance.choice([b'"', b",", b";", b"\t", b"\r", b"\n", b"\x00", b"\xff", b'""', b"sep=,"])
                + data[place:]
            )
        case 1:
            return data[:place] + data[place : place + 200] * chance.choice([2, 50, 2_000]) + data[place:]
        case 2:
            encoding = chance.choice(["utf-16", "utf-16-le", "utf-32", "utf-7", "cp500"])
            return data.decode("utf-8", "replace").encode(encoding, "replace")
        case 3:
            return data.replace(b",", chance.choice([b";", b"\t", b"|", b",,", b""]))
        case _:
            return _bytes(data, chance)


def _parts(content: bytes, chance: Random) -> bytes:
    """Unpack the zip, spoil one part, pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # a second mutation of a zip that the first one broke
        return _bytes(content, chance)
    if not parts:
        return content
    which = chance.randrange(len(parts))
    heavy = [number for number, (name, _) in enumerate(parts) if re.search(r"sheet\d|content|haredS|workbook\.", name)]
    if heavy and chance.random() < 0.7:
        which = chance.choice(heavy)
    name, data = parts[which]
    match chance.randrange(12):
        case 0:
            del parts[which]
        case 1:
            parts.append((name if chance.random() < 0.5 else name.upper(), data))
        case 2:
            parts[which] = (name, parts[chance.randrange(len(parts))][1])
        case _ if name.endswith(".bin"):
            parts[which] = (name, _new_records(data, chance))
        case _:
            parts[which] = (name, _xml(data, chance))
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(
            packed, "w", chance.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
        ) as archive,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", UserWarning)  # the same part twice is one of the ways to spoil a file
        for part, text in parts:
            archive.writestr(part, text)
    return packed.getvalue()


def _xml(data: bytes, chance: Random) -> bytes:
    tags = [match.span() for match in re.finditer(rb"<[^>]*>", data)]
    numbers = [match.span() for match in re.finditer(rb"\d+", data)]
    place = chance.randrange(len(data) + 1)
    match chance.randrange(8):
        case 0 | 1 if numbers:
            start, end = chance.choice(numbers)
            return data[:start] + str(chance.choice(NUMBERS)).encode() + data[end:]
        case 2 if tags:
            start, end = chance.choice(tags)
            return data[:start] + data[end:]
        case 3 if tags:
            start, end = chance.choice(tags)
            return data[:end] + data[start:end] * chance.choice([1, 3, 1_000]) + data[end:]
        case 4 if tags:
            (start, end), (start_2, end_2) = chance.choice(tags), chance.choice(tags)
            return data[:start] + data[start_2:end_2] + data[end:]
        case 5:
            return data[:place] + chance.choice(WORDS) * chance.choice([1, 1, 200]) + data[place:]
        case 6 if tags:  # inside a tag
            start, end = chance.choice(tags)
            return data[: end - 1] + b" " + chance.choice(WORDS) + data[end - 1 :]
        case _:
            return _bytes(data, chance)


def _spoil(records: list[Record], chance: Random) -> list[Record]:
    """Spoil one of the records: what it is, what it holds, how often it stands there."""
    if not records:
        return records
    which = chance.randrange(len(records))
    kind, data = records[which]
    match chance.randrange(7):
        case 0:
            return records[:which] + records[which + 1 :]
        case 1:
            return records[:which] + [records[which]] * chance.choice([2, 1_000]) + records[which + 1 :]
        case 2:
            records[which] = (chance.randrange(700), data)
        case 3:
            records[which], other = records[chance.randrange(len(records))], records[which]
            records.append(other)
        case 4:
            records[which] = (kind, data[: chance.randrange(len(data) + 1)])
        case 5 if len(data) >= 4:
            place = chance.randrange(len(data) - 3)
            number = (chance.choice(NUMBERS) % 2**32).to_bytes(4, "little")
            records[which] = (kind, data[:place] + number + data[place + 4 :])
        case _:
            records[which] = (kind, _bytes(data, chance))
    return records


def _new_records(data: bytes, chance: Random) -> bytes:
    """A part of an .xlsb, one of its records spoiled; or its bytes, heads and all."""
    if chance.random() < 0.25:
        return _bytes(data, chance)
    records, place = [], 0
    try:
        while place < len(data):
            kind, place = _seven_bits(data, place, 2)
            size, place = _seven_bits(data, place, 4)
            records.append((kind, data[place : place + size]))
            place += size
    except IndexError:
        return _bytes(data, chance)
    return b"".join(_as_seven_bits(kind) + _as_seven_bits(len(held)) + held for kind, held in _spoil(records, chance))


def _seven_bits(data: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for shift in range(most):
        byte = data[place]
        place += 1
        number |= (byte & 0x7F) << 7 * shift
        if not byte & 0x80:
            break
    return number, place


def _as_seven_bits(number: int) -> bytes:
    whole = bytearray()
    while number > 127:
        whole.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*whole, number])


def _old_records(content: bytes, chance: Random) -> bytes:
    """An .xls, one of its records spoiled."""
    try:
        with olefile.OleFileIO(content) as compound:
            stream = compound.openstream("Workbook").read()
        records, place = [], 0
        while place + 4 <= len(stream):
            kind, size = struct.unpack_from("<HH", stream, place)
            records.append((kind, stream[place + 4 : place + 4 + size]))
            place += 4 + size
    except Exception:  # a second mutation of a file that the first one broke
        return _bytes(content, chance)
    spoiled = b"".join(struct.pack("<HH", kind, len(held) & 0xFFFF) + held for kind, held in _spoil(records, chance))
    with io.BytesIO() as whole:
        XlsDoc().save(whole, spoiled.ljust(4_096, b"\0"))
        return whole.getvalue()
