"""The voices and sounds of ChatCalls. The guide shows two voices and names two sounds; the others are ours."""

from __future__ import annotations

from typing import NamedTuple


class Voice(NamedTuple):
    """A voice for text-to-speech."""

    id: str
    name: str
    language: str
    dialect: str
    sex: str


VOICES = (
    Voice("141", "Dubya", "English", "", "male"),
    Voice("142", "Princess", "English", "whiney teenager", "female"),
    Voice("143", "Clara", "English", "American", "female"),
    Voice("144", "Edward", "English", "British", "male"),
    Voice("145", "Sheila", "English", "Australian", "female"),
    Voice("146", "Lucía", "Spanish", "Mexican", "female"),
    Voice("147", "Benoît", "French", "Canadian", "male"),
    Voice("148", "Katrin", "German", "", "female"),
)

DEFAULT_VOICE = "143"
"""Guide: "defaults to our clearest, female voice"."""

SOUNDS = (
    ("1", "laugh"),
    ("2", "sneeze"),
    ("3", "applause"),
    ("4", "cough"),
    ("5", "doorbell"),
    ("6", "drumroll"),
    ("7", "kiss"),
    ("8", "whistle"),
)
