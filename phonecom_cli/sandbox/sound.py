"""Recordings as real .wav files: 8 kHz, 8 bits, mono. Speech is hinted at by tones, in the voice's pitch."""

from __future__ import annotations

import io
import math
import wave
from random import Random

RATE = 8_000
_SYLLABLE = 0.16  # seconds
_PITCH = {"male": 110, "female": 200}


def tones(text: str, sex: str) -> bytes:
    """A .wav of about the length and melody of the text being spoken."""
    out = bytearray()
    for word in text.split() or ["..."]:
        chance = Random(word.lower())
        for _ in range(max(1, len(word) // 3)):
            out += _tone(_PITCH.get(sex, 150) * chance.uniform(0.9, 1.3), _SYLLABLE)
        out += _silence(0.08)
    return _wav(bytes(out))


def conversation(name: str, seconds: int) -> bytes:
    """A .wav of exactly that many seconds: two voices in turn, one second each, the same for the same name."""
    chance = Random(name)
    turns = [_tone(pitch * chance.uniform(0.9, 1.2), 1.0) for pitch in (110, 200, 130, 180)]
    return _wav(b"".join(turns[second % len(turns)] for second in range(max(1, seconds))))


def _tone(pitch: float, seconds: float) -> bytes:
    """A tone with an overtone, rising and falling so that it does not click."""
    count = round(seconds * RATE)
    step = 2 * math.pi * pitch / RATE
    return bytes(
        round(
            128
            + 50
            * math.sin(math.pi * place / count)
            * (math.sin(step * place) + 0.5 * math.sin(3 * step * place))
        )
        for place in range(count)
    )


def _silence(seconds: float) -> bytes:
    return b"\x80" * round(seconds * RATE)


def _wav(samples: bytes) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(samples)
    return buffer.getvalue()
