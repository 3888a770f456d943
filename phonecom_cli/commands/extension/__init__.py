"""Extensions: how they are told of voicemail."""

VERBS = ("notify",)
