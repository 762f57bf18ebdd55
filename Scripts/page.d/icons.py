"""Draws the icons of the page: a white cross on blue. icons.py FOLDER writes icon-192.png, icon-512.png."""

import struct
import sys
import zlib

BLUE, WHITE = b"\x00\x49\x7a", b"\xff\xff\xff"


def png(size):
    arm, length = size * 96 // 512, size * 288 // 512
    low, high = (size - length) // 2, (size + length) // 2
    left, right = (size - arm) // 2, (size + arm) // 2
    rows = b""
    for y in range(size):
        row = bytearray(BLUE * size)
        inside = low <= y < high
        start, end = (low, high) if left <= y < right else (left, right)
        if inside:
            row[3 * start : 3 * end] = WHITE * (end - start)
        rows += b"\x00" + bytes(row)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


for side in (192, 512):
    with open(f"{sys.argv[1]}/icon-{side}.png", "wb") as file:
        file.write(png(side))
