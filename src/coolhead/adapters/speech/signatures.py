"""How files with sound in them begin: a look at the head, before any decoder sees the file.

A decoder that is handed noise tries every format that it knows, some of them very old; what
begins like none of these is refused without one. The table is generous, not complete: it names
what people and telephone systems record to.
"""

from __future__ import annotations

from typing import Final

# Enough for tags and padding before the first frame, little enough to look at in no time.
HEAD_BYTES: Final = 64 * 1024

_PREFIXES: Final = (
    # WAV and AVI, and their large forms (RF64, BW64, Sony's W64)
    *(b"RIFF", b"RIFX", b"RF64", b"BW64", b"riff\x2e\x91\xcf\x11"),
    # FLAC, Ogg, Matroska and WebM, AU, Core Audio
    *(b"fLaC", b"OggS", b"\x1aE\xdf\xa3", b".snd", b"caff\0"),
    # Tags that stand before MP3, AAC and others
    *(b"ID3", b"APETAGEX"),
    # AMR, iLBC
    *(b"#!AMR", b"#!iLBC"),
    # Windows Media, RealMedia, Flash video
    *(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", b".RMF\0", b".ra\xfd", b"FLV\x01"),
    # WavPack, Monkey's Audio, True Audio, TAK, Musepack, Shorten, DSD, the older speech formats
    *(b"wvpk", b"MAC \x8c\x0f", b"MAC \x96\x0f", b"TTA1", b"TTA2", b"tBaK", b"ajkg", b"DSD "),
    *(b"MP+\x07", b"MP+\x17", b"MPCK", b"FRM8"),
    *(b"Creative Voice File\x1a", b"NIST_1A\n", b"AMV1", b"\x64\xa3\x01\0", b"\x64\xa3\x02\0"),
    # MPEG programme stream, MXF, Dolby, DTS
    *(b"\0\0\x01\xba", b"\x06\x0e\x2b\x34\x02\x05\x01\x01", b"\x0b\x77", b"\x7f\xfe\x80\x01"),
)
# MP4, M4A and QuickTime: the kind of the first box, after its length. Text has no byte under 9.
_BELOW_TEXT: Final = 9
_BOXES: Final = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_IFF: Final = (b"AIFF", b"AIFC", b"8SVX", b"16SV")
_TRANSPORT_PACKET: Final = 188

# Kilobits a second by index, of MPEG-1 layers I, II and III, then of MPEG-2 and 2.5 layer I and
# layers II and III (ISO 11172-3, table of 2.4.2.3; ISO 13818-3).
_MPEG_1: Final = {
    3: (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    2: (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
_MPEG_2_LAYER_1: Final = (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256)
_MPEG_2: Final = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_MPEG_RATES_HZ: Final = (44_100, 48_000, 32_000)
# Of a frame's header: what is the same in every frame of one stream (sync, version, layer, rate;
# for AAC also the profile).
_MPEG_SAME: Final = 0xFFFE0C00
_ADTS_SAME: Final = 0xFFFEFC00
# Two in a row at the very start are no accident; anywhere in 64 KiB of noise two would be one in
# ten thousand times, three never.
_FRAMES_AT_START: Final = 2
_FRAMES_ANYWHERE: Final = 3


def begins_like_sound(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (up to ``HEAD_BYTES``) may hold sound."""
    if head.startswith(_PREFIXES):
        return True
    if head[4:8] in _BOXES:
        return head[0] < _BELOW_TEXT
    if head[:4] == b"FORM":
        return head[8:12].startswith((b"AIF", *_IFF))
    return _transport_stream(head) or _frames(head)


def _transport_stream(head: bytes) -> bool:
    packets = head[: 5 * _TRANSPORT_PACKET : _TRANSPORT_PACKET]
    return len(packets) == 5 and set(packets) == {0x47}


def _frames(head: bytes) -> bool:
    """Whether frames of MP3 or AAC follow one another, with or without something before them."""
    at = head.find(b"\xff")
    while at >= 0:
        if _in_a_row(head, at) >= (_FRAMES_ANYWHERE if at else _FRAMES_AT_START):
            return True
        at = head.find(b"\xff", at + 1)
    return False


def _in_a_row(head: bytes, at: int) -> int:
    first = int.from_bytes(head[at : at + 4], "big")
    same = _ADTS_SAME if _is_adts(first) else _MPEG_SAME
    count = 0
    while count < _FRAMES_ANYWHERE:
        word = int.from_bytes(head[at : at + 4], "big")
        if (word ^ first) & same:
            break
        length = _adts_length(head, at) if _is_adts(first) else mpeg_frame_bytes(word)
        if not length:
            break
        count += 1
        at += length
    return count


def _is_adts(word: int) -> bool:
    """Twelve bits of sync, then a layer of 0, which MPEG audio never has."""
    return word & 0xFFF60000 == 0xFFF00000


def _adts_length(head: bytes, at: int) -> int:
    """The length of the frame of AAC here, 0 where there is none."""
    if at + 7 > len(head) or (head[at + 2] >> 2) & 0xF > 12:  # 13 and up name no sample rate
        return 0
    length = (head[at + 3] & 3) << 11 | head[at + 4] << 3 | head[at + 5] >> 5
    return length if length > 7 else 0  # shorter than its own header


def mpeg_frame_bytes(word: int) -> int:
    """The length of the MPEG audio frame whose header these four bytes are; 0 if they are none."""
    version, layer = word >> 19 & 3, word >> 17 & 3  # 3 is MPEG-1; layer 3 is I, 1 is III
    bitrate, rate = word >> 12 & 0xF, word >> 10 & 3
    if word >> 21 != 0x7FF or version == 1 or layer == 0 or rate == 3 or not 0 < bitrate < 15:
        return 0
    first = version == 3
    table = _MPEG_1[layer] if first else _MPEG_2_LAYER_1 if layer == 3 else _MPEG_2
    bits = table[bitrate - 1] * 1_000
    hertz = _MPEG_RATES_HZ[rate] // {3: 1, 2: 2, 0: 4}[version]
    padding = word >> 9 & 1
    if layer == 3:
        return (12 * bits // hertz + padding) * 4
    samples_in_bytes = 72 if layer == 1 and not first else 144
    return samples_in_bytes * bits // hertz + padding
